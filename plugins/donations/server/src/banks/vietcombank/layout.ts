import type { Layout } from '../types';

const bin = '970436';

/**
 * The full statement: date and document number share a cell, balances on some rows only. The corporate
 * export (CashUp) has the same columns, and may hold several accounts one below the other.
 */
export const vietcombankFull: Layout = {
  id: 'vietcombank-full',
  bin,
  columns: {
    date: ['tnx date', 'ngày gd', 'ngày giao dịch', 'transaction date', 'ngày'],
    valueDate: ['ngày hiệu lực', 'effective date'],
    reference: ['số ct', 'doc no', 'số tham chiếu'],
    debit: ['số tiền ghi nợ', 'debit'],
    credit: ['số tiền ghi có', 'credit'],
    balance: ['số dư', 'balance'],
    memo: ['nội dung chi tiết', 'transactions in detail'],
  },
  required: ['date', 'debit', 'credit', 'memo'],
};

/** The single-account export of the retail bank; the order of debit and credit differs between exports. */
export const vietcombankDigibank: Layout = {
  id: 'vietcombank-digibank',
  bin,
  columns: {
    date: ['ngày giao dịch', 'transaction date'],
    reference: ['số tham chiếu', 'reference'],
    debit: ['số tiền ghi nợ', 'debit'],
    credit: ['số tiền ghi có', 'credit'],
    balance: ['số dư', 'balance'],
    memo: ['mô tả', 'description'],
  },
  required: ['date', 'reference', 'debit', 'credit', 'memo'],
};

/** `THỐNG KÊ GIAO DỊCH NGÀY …`: the list that was published of gifts, without numbers or balances. */
export const vietcombankList: Layout = {
  id: 'vietcombank-list',
  bin,
  columns: {
    date: ['ngày giao dịch'],
    amount: ['số tiền'],
    memo: ['diễn giải'],
  },
  required: ['date', 'amount', 'memo'],
};
