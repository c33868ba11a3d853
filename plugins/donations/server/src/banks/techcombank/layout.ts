import type { Layout } from '../types';

/** The export of the business bank; amounts have commas, and a plus in front of credits. */
export const techcombankStatement: Layout = {
  id: 'techcombank-statement',
  bin: '970407',
  columns: {
    date: ['ngày giao dịch', 'transaction date'],
    reference: ['số bút toán', 'reference number'],
    debit: ['nợ', 'debit'],
    credit: ['có', 'credit'],
    balance: ['số dư', 'balance'],
    memo: ['diễn giải', 'description'],
    counterparty: ['tên tài khoản đối ứng', "remitter's account name"],
    counterpartyAccount: ['tài khoản đích', "remitter's account number"],
  },
  required: ['date', 'reference', 'debit', 'credit', 'memo', 'counterparty'],
};
