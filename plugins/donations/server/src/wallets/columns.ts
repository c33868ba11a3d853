/** What a column of a settlement file holds. */
export type WalletRole =
  | 'transaction'
  | 'time'
  | 'amount'
  | 'fee'
  | 'phone'
  | 'note'
  | 'status'
  | 'operator'
  | 'period'
  | 'from'
  | 'to'
  | 'messages';

interface Form {
  /** Folded words of a header cell, most telling first. */
  readonly columns: Readonly<Partial<Record<WalletRole, readonly string[]>>>;
  readonly required: readonly WalletRole[];
}

const amount = ['so tien', 'so tien giao dich', 'gia tri', 'gia tri giao dich', 'amount'];
const fee = ['phi', 'phi giao dich', 'phi dich vu', 'fee'];

/** One row per transaction. */
export const walletForm: Form = {
  columns: {
    transaction: [
      ...['ma giao dich', 'ma gd', 'id giao dich', 'ma don hang', 'transaction id'],
      ...['transid', 'trans id', 'transaction', 'order id'],
    ],
    time: [
      ...['thoi gian', 'thoi gian giao dich', 'thoi gian thanh toan', 'ngay giao dich', 'ngay'],
      ...['transaction time', 'time', 'date', 'payment time'],
    ],
    amount,
    fee,
    phone: [
      ...['so dien thoai', 'sdt', 'so vi', 'tai khoan vi', 'nguoi chuyen', 'phone'],
      ...['phone number', 'msisdn', 'payer'],
    ],
    note: ['noi dung', 'loi nhan', 'loi chuc', 'ghi chu', 'note', 'message', 'description'],
    status: ['trang thai', 'ket qua', 'status', 'result'],
  },
  required: ['transaction', 'time', 'amount'],
};

/** One row per operator and period. */
export const smsForm: Form = {
  columns: {
    operator: ['nha mang', 'mang', 'mang di dong', 'doanh nghiep vien thong', 'operator', 'telco'],
    period: ['ky', 'ky doi soat', 'thang', 'period', 'month'],
    from: ['tu ngay', 'tu', 'from'],
    to: ['den ngay', 'den het ngay', 'den', 'to'],
    messages: ['so tin nhan', 'so luong tin nhan', 'so tin', 'san luong', 'messages', 'count'],
    amount: [...amount, 'thanh tien', 'tong tien', 'doanh thu'],
    fee,
  },
  required: ['operator', 'messages', 'amount'],
};
