import type { Layout } from '../types';

const bin = '970405';

/** The printed statement: a running balance on every row proves that none is missing. */
export const agribankStatement: Layout = {
  id: 'agribank-statement',
  bin,
  columns: {
    date: ['ngày', 'date', 'ngày gd', 'ngày giao dịch'],
    reference: ['số tham chiếu', 'ref. no', 'ref no', 'số ct'],
    debit: ['nợ', 'dr', 'debit', 'ghi nợ'],
    credit: ['có', 'cr', 'credit', 'ghi có'],
    balance: ['số dư', 'balance'],
    memo: ['ghi chú', 'remark'],
  },
  required: ['date', 'debit', 'credit', 'balance', 'memo'],
};

/** The export of the corporate e-banking: CSV in the old code page, or HTML that is called `.xls`. */
export const agribankEbanking: Layout = {
  id: 'agribank-ebanking',
  bin,
  columns: {
    date: ['ngày hạch toán', 'ngày ht', 'ngày gd', 'ngày giao dịch'],
    valueDate: ['ngày chứng từ', 'ngày ct', 'ngày giá trị'],
    reference: ['số chứng từ', 'số ct', 'mã gd'],
    debit: ['ghi nợ', 'nợ', 'phát sinh nợ'],
    credit: ['ghi có', 'có', 'phát sinh có'],
    balance: ['số dư'],
    memo: ['diễn giải', 'nội dung', 'chi tiết'],
  },
  required: ['date', 'reference', 'debit', 'credit', 'balance', 'memo'],
};
