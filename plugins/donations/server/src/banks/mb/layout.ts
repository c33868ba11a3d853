import type { Layout } from '../types';

const bin = '970422';

/**
 * `SỔ PHỤ CHI TIẾT KIÊM BÁO NỢ/BÁO CÓ` of the bank for business, whose header words are wrapped anywhere,
 * and the table of its web bank: the same columns in another order, with balances.
 */
export const mbStatement: Layout = {
  id: 'mb-statement',
  bin,
  columns: {
    date: ['ngày giao dịch', 'transaction date'],
    valueDate: ['ngày hạch toán', 'accounting date'],
    reference: ['số bút toán', 'transaction no'],
    debit: ['phát sinh nợ', 'debit'],
    credit: ['phát sinh có', 'credit'],
    balance: ['số dư', 'balance'],
    memo: ['nội dung', 'details'],
    counterparty: ['đơn vị thụ hưởng', 'đơn vị chuyển', 'beneficiary', 'applicant'],
    counterpartyAccount: ['tài khoản', 'account'],
  },
  required: ['date', 'reference', 'debit', 'credit', 'memo', 'counterparty'],
};
