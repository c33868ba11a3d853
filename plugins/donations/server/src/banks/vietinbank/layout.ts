import type { Layout } from '../types';

const bin = '970415';

/** The list of credits; date and time stand on two lines of a cell. */
export const vietinbankCredits: Layout = {
  id: 'vietinbank-credits',
  bin,
  columns: {
    date: ['ngày gd', 'date time'],
    credit: ['số tiền (có)', 'credit'],
    memo: ['mô tả giao dịch', 'transaction comment'],
    counterparty: ['tên đối ứng', 'offset name'],
  },
  required: ['date', 'credit', 'memo', 'counterparty'],
};

/** The published list with the masked account of the payer, which printing glues to the amount. */
export const vietinbankList: Layout = {
  id: 'vietinbank-list',
  bin,
  columns: {
    date: ['ngày gd'],
    amount: ['số tiền'],
    memo: ['mô tả giao dịch'],
    counterparty: ['tên đối ứng'],
    counterpartyAccount: ['tài khoản đối ứng'],
  },
  required: ['date', 'amount', 'memo', 'counterparty', 'counterpartyAccount'],
  habits: { gluesAccount: true },
};

/** `LỊCH SỬ GIAO DỊCH` of eFAST: a day is printed on the first of its rows only. */
export const vietinbankEfast: Layout = {
  id: 'vietinbank-efast',
  bin,
  columns: {
    date: ['ngày phát sinh', 'transaction date'],
    valueDate: ['ngày hạch toán', 'accounting date'],
    reference: ['số giao dịch', 'transaction number'],
    debit: ['nợ', 'debit'],
    credit: ['có', 'credit'],
    balance: ['số dư tk', 'account balance'],
    memo: ['mô tả giao dịch', 'transaction description'],
    counterparty: ['tên tài khoản đối ứng', 'corresponsive name'],
    counterpartyAccount: ['số tài khoản đối ứng', 'corresponsive account'],
  },
  required: ['date', 'debit', 'credit', 'memo'],
  habits: { fillsDates: true },
};
