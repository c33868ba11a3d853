/** Words of the receiving accounts: the procedures page, the personal instructions, the files. */
const vi = {
  warning: 'Ngoài danh sách này, không tài khoản nào khác là của chúng tôi',
  warningText:
    'Không cán bộ nào nhận tiền ủng hộ vào tài khoản cá nhân. Nếu nhận được một số tài khoản khác qua tin nhắn, mạng xã hội hay điện thoại, xin đừng chuyển và hãy báo cho chúng tôi.',
  campaignEnded: 'Đợt vận động này đã đóng, không nhận đăng ký mới.',
  since: 'Công bố từ',
  copy: 'Chạm hoặc bấm vào số để chọn cả dãy, rồi sao chép.',
  currency: 'Loại tiền',
  inDong: 'Đồng Việt Nam (VND)',
  bin: 'Mã ngân hàng (BIN)',
  demonstration: 'Tài khoản trình diễn, không có thật',
  abroad: 'Chuyển tiền từ nước ngoài',
  abroadText:
    'Ngân hàng nơi bạn ở cần các thông tin sau. Xin chọn phí OUR để khoản tiền đến đủ, và ghi nội dung bằng chữ không dấu.',
  abroadPledge:
    'Số tiền đăng ký được ghi bằng đồng. Khi chuyển bằng ngoại tệ, hãy chuyển số tiền tương đương theo tỷ giá của ngân hàng bạn; khoản thực nhận là số ngân hàng của chúng tôi báo có.',
  number: 'Số tài khoản',
  iban: 'IBAN',
  holder: 'Người thụ hưởng',
  beneficiaryAddress: 'Địa chỉ người thụ hưởng',
  bankName: 'Ngân hàng thụ hưởng',
  bankAddress: 'Địa chỉ ngân hàng',
  swift: 'Mã SWIFT/BIC',
  correspondent: 'Ngân hàng đại lý',
  correspondentSwift: 'SWIFT ngân hàng đại lý',
  memo: 'Nội dung',
  ended: 'Không còn nhận tiền',
  endedText: 'Các tài khoản dưới đây từng được công bố và nay đã dừng. Xin đừng chuyển vào đó nữa.',
  bank: 'Ngân hàng',
  state: 'Tình trạng',
  states: { suspended: 'Tạm dừng từ', closed: 'Đã đóng từ' } as Record<string, string>,
  check: 'Kiểm tra danh sách này',
  checkText: (day: string) =>
    `Danh sách được ký số Ed25519 và phát hành lại mỗi ngày; bản đang hiện phát hành ngày ${day}. Tải ba tệp dưới đây rồi chạy một lệnh: kết quả đúng là “Signature Verified Successfully”.`,
  files: { json: 'danh sách (JSON)', sig: 'chữ ký', pem: 'khóa công khai' },
  fingerprint: 'Dấu vân tay SHA-256 của khóa, để so với bản chúng tôi công bố nơi khác:',
  away: 'Danh sách tài khoản tạm thời không đọc được.',
};

export type AccountWords = typeof vi;

const en: AccountWords = {
  warning: 'No account outside this list is ours',
  warningText:
    'No officer takes gifts on a personal account. If somebody sends you another account number by message, social network or phone, do not transfer to it, and tell us.',
  campaignEnded: 'This campaign has ended and takes no new pledges.',
  since: 'Published since',
  copy: 'Tap or click a number to select it whole, then copy it.',
  currency: 'Currency',
  inDong: 'Vietnamese đồng (VND)',
  bin: 'Bank identifier (BIN)',
  demonstration: 'A demonstration account that does not exist',
  abroad: 'Transfers from abroad',
  abroadText:
    'Your bank will ask for these details. Please choose charges OUR, so that your gift arrives in full, and write the memo in plain letters.',
  abroadPledge:
    'Your pledge is recorded in đồng. If you transfer another currency, send what it is worth at the rate of your bank; what counts as received is the amount that our bank credits.',
  number: 'Account number',
  iban: 'IBAN',
  holder: 'Beneficiary',
  beneficiaryAddress: 'Address of the beneficiary',
  bankName: 'Bank of the beneficiary',
  bankAddress: 'Address of the bank',
  swift: 'SWIFT/BIC code',
  correspondent: 'Correspondent bank',
  correspondentSwift: 'SWIFT of the correspondent',
  memo: 'Memo',
  ended: 'Takes money no more',
  endedText: 'These accounts were published once and have ended. Please do not transfer to them.',
  bank: 'Bank',
  state: 'State',
  states: { suspended: 'Suspended since', closed: 'Closed since' },
  check: 'Check this list',
  checkText: (day) =>
    `The list is signed with Ed25519 and issued anew each day; this one was issued on ${day}. Download the three files and run one command: the right result is “Signature Verified Successfully”.`,
  files: { json: 'the list (JSON)', sig: 'the signature', pem: 'the public key' },
  fingerprint: 'SHA-256 fingerprint of the key, to compare with what we publish elsewhere:',
  away: 'The list of accounts cannot be read at the moment.',
};

export const accountWords = { vi, en } as const;
