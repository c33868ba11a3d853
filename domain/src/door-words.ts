import type { Words } from './refusal-words.ts';

/** Refusals of the doors through which money comes besides a statement: accounts, slips, wallets. */
export const doorWords: Readonly<Record<string, Words>> = {
  // accounts that take transfers from abroad
  'foreign-number-malformed': {
    vi: 'Số tài khoản gồm 4 đến 34 chữ số hoặc chữ cái.',
    en: 'The account number has 4 to 34 digits or letters.',
  },
  'iban-invalid': {
    vi: 'Số IBAN không đúng: hai chữ số kiểm tra không khớp. Hãy so lại với văn bản của ngân hàng.',
    en: 'This IBAN is not valid: its check digits do not fit. Compare it with the letter of the bank.',
  },
  'swift-malformed': {
    vi: 'Mã SWIFT/BIC gồm 8 hoặc 11 ký tự, ví dụ BFTVVNVX.',
    en: 'A SWIFT/BIC code has 8 or 11 characters, for example BFTVVNVX.',
  },
  'transfer-details-invalid': {
    vi: 'Thông tin chuyển tiền từ nước ngoài chưa đúng. Hãy xem từng mục.',
    en: 'The details for transfers from abroad are not right. See each field.',
  },
  // slips of cash at a counter
  'slip-invalid': {
    vi: 'Phiếu thu chưa lập được: có mục cần sửa.',
    en: 'The slip was not issued: some fields need correction.',
  },
  'slip-not-found': { vi: 'Không có phiếu thu này.', en: 'There is no such slip.' },
  'slip-event-not-possible': {
    vi: 'Phiếu thu đang ở trạng thái "{state}", không thể thực hiện "{event}".',
    en: 'The slip is in state "{state}"; "{event}" is not possible.',
  },
  'slip-key-reused': {
    vi: 'Phiếu này đã được lập với nội dung khác. Hãy tải lại trang rồi xem danh sách.',
    en: 'This slip was issued already with other contents. Reload the page and look at the list.',
  },
  'day-in-future': { vi: 'Ngày này chưa đến.', en: 'This day is in the future.' },
  'unit-unknown': { vi: 'Không có đơn vị này.', en: 'There is no such unit.' },
  'campaign-takes-no-cash': {
    vi: 'Đợt vận động này không mở, không thu tiền tại quầy được.',
    en: 'This campaign is not open; no cash can be taken for it.',
  },
  // files of wallets and of short numbers for messages
  'wallet-channel-unknown': { vi: 'Không có kênh này.', en: 'There is no such channel.' },
  'wallet-file-not-found': { vi: 'Không có tệp này.', en: 'There is no such file.' },
  'wallet-event-not-possible': {
    vi: 'Tệp đang ở trạng thái "{state}", không thể thực hiện "{event}".',
    en: 'The file is in state "{state}"; "{event}" is not possible.',
  },
  'wallet-file-of-another': {
    vi: 'Tệp này đã được tải lên cho kênh hoặc đợt vận động khác (số {number}).',
    en: 'This file was uploaded before for another channel or campaign (number {number}).',
  },
  'wallet-declared-malformed': {
    vi: 'Hãy nhập số giao dịch và tổng số tiền theo văn bản đối soát, chỉ gồm chữ số.',
    en: 'Enter the number of transactions and the sum of the settlement letter, in digits.',
  },
  'wallet-control-differs': {
    vi: 'Không khớp: đối soát ghi {declaredCount} giao dịch, {declaredVnd} đ; tệp có {count} giao dịch, {amountVnd} đ. Chưa ghi gì vào sổ.',
    en: 'The totals differ: declared are {declaredCount} transactions and {declaredVnd} đ, the file holds {count} and {amountVnd} đ. Nothing was booked.',
  },
  'wallet-header-unknown': {
    vi: 'Không tìm thấy hàng tiêu đề. Tệp cần các cột: {columns}.',
    en: 'No header row was found. The file needs the columns: {columns}.',
  },
  'wallet-row-malformed': {
    vi: 'Dòng {row}, cột {column}: không đọc được "{text}".',
    en: 'Row {row}, column {column}: "{text}" cannot be read.',
  },
  'wallet-transaction-twice': {
    vi: 'Dòng {row}: mã giao dịch {transaction} xuất hiện hai lần trong tệp.',
    en: 'Row {row}: transaction {transaction} stands twice in the file.',
  },
  'wallet-transaction-differs': {
    vi: 'Dòng {row}: giao dịch {transaction} đã có trong sổ với số tiền {bookedVnd} đ, tệp này ghi {amountVnd} đ.',
    en: 'Row {row}: transaction {transaction} is in the books with {bookedVnd} đ, this file says {amountVnd} đ.',
  },
  'wallet-too-many-rows': {
    vi: 'Tệp có quá nhiều dòng: tối đa {max}.',
    en: 'The file has too many rows: at most {max}.',
  },
  'statement-currency-not-vnd': {
    vi: 'Tài khoản {account} giữ bằng {currency}. Sổ chỉ ghi bằng đồng, nên chưa nhận sao kê của tài khoản ngoại tệ.',
    en: 'Account {account} is kept in {currency}. The books are in đồng only, so statements of foreign-currency accounts are not taken yet.',
  },
};
