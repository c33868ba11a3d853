import type { Layout } from '../types';

const bin = '970418';

/** The export of the e-banking, and the detailed report of an account. */
export const bidvStatement: Layout = {
  id: 'bidv-statement',
  bin,
  columns: {
    date: ['ngày gd', 'ngày giao dịch', 'trans.date', 'transaction date'],
    valueDate: ['ngày hiệu lực', 'ngày hl', 'effective date'],
    reference: ['số tham chiếu', 'mã gd', 'số ct', 'ref. no'],
    debit: ['ghi nợ', 'phát sinh nợ', 'debit'],
    credit: ['ghi có', 'phát sinh có', 'credit'],
    balance: ['số dư', 'balance'],
    memo: ['mô tả', 'diễn giải', 'description', 'txn. description'],
  },
  required: ['date', 'reference', 'debit', 'credit', 'memo'],
};

/** The published list of gifts, and its later form with the masked account of the payer. */
export const bidvList: Layout = {
  id: 'bidv-list',
  bin,
  columns: {
    date: ['ngày giao dịch', 'trans.date'],
    amount: ['số tiền'],
    memo: ['diễn giải', 'txn. description'],
    counterpartyAccount: ['tài khoản đối ứng'],
  },
  required: ['date', 'amount', 'memo'],
};
