import { doorWords } from './door-words.ts';
import type { Refused } from './refusal.ts';

export interface Words {
  readonly vi: string;
  readonly en: string;
}

/**
 * What people read when something is refused. `{name}` is replaced by the refusal's fact of that name. Every
 * code of the platform stands here once, in both languages.
 */
export const refusalWords: Readonly<Record<string, Words>> = {
  ...doorWords,
  // amounts, days, texts
  'amount-missing': { vi: 'Hãy nhập số tiền.', en: 'Enter an amount.' },
  'amount-not-digits': {
    vi: 'Số tiền chỉ gồm các chữ số, ví dụ 500.000.',
    en: 'Write the amount in digits, for example 500,000.',
  },
  'amount-not-whole': {
    vi: 'Số tiền phải là số đồng nguyên, không có phần lẻ.',
    en: 'The amount must be a whole number of đồng.',
  },
  'amount-not-positive': {
    vi: 'Số tiền phải lớn hơn 0.',
    en: 'The amount must be greater than 0.',
  },
  'amount-too-large': {
    vi: 'Số tiền quá lớn: tối đa {maxVnd} đồng mỗi khoản.',
    en: 'The amount is too large: at most {maxVnd} đồng each.',
  },
  'day-malformed': {
    vi: 'Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 20/07/2024.',
    en: 'Write the day as day/month/year, for example 20/07/2024.',
  },
  'day-impossible': { vi: 'Ngày này không có thật.', en: 'This day does not exist.' },
  'text-missing': { vi: 'Hãy điền mục này.', en: 'Fill in this field.' },
  'text-too-long': {
    vi: 'Nội dung dài {length} ký tự, tối đa {max}.',
    en: 'The text has {length} characters, at most {max} are possible.',
  },
  'text-has-control-characters': {
    vi: 'Nội dung có ký tự điều khiển không được phép. Hãy gõ lại.',
    en: 'The text holds control characters. Type it again.',
  },
  'text-malformed': {
    vi: 'Nội dung bị lỗi mã hóa. Hãy gõ lại.',
    en: 'The text is broken in its encoding. Type it again.',
  },

  // pledges
  'submission-invalid': {
    vi: 'Đăng ký chưa gửi được: có mục cần sửa.',
    en: 'The pledge was not accepted: some fields need correction.',
  },
  'field-unknown': {
    vi: 'Không có trường này trong mẫu đăng ký.',
    en: 'The form has no such field.',
  },
  'field-missing': { vi: 'Thiếu trường này.', en: 'This field is missing.' },
  'field-not-text': { vi: 'Trường này phải là văn bản.', en: 'This field must be text.' },
  'field-not-object': {
    vi: 'Trường này phải là một đối tượng.',
    en: 'This field must be an object.',
  },
  'choice-unknown': {
    vi: 'Hãy chọn một trong các lựa chọn đã cho.',
    en: 'Choose one of the given options.',
  },
  'email-malformed': {
    vi: 'Địa chỉ thư điện tử chưa đúng, ví dụ ten@vidu.vn.',
    en: 'The e-mail address is not complete, for example name@example.org.',
  },
  'phone-malformed': {
    vi: 'Số điện thoại chưa đúng, ví dụ 0912 345 678 hoặc +84 912 345 678.',
    en: 'The phone number is not complete, for example 0912 345 678 or +84 912 345 678.',
  },
  'contact-missing': {
    vi: 'Hãy để lại thư điện tử hoặc số điện thoại.',
    en: 'Leave an e-mail address or a phone number.',
  },
  'country-missing': {
    vi: 'Hãy chọn quốc gia hoặc vùng lãnh thổ.',
    en: 'Choose a country or territory.',
  },
  'country-unknown': {
    vi: 'Mã quốc gia gồm hai chữ cái in hoa, ví dụ JP.',
    en: 'The country code has two capital letters, for example JP.',
  },
  'country-not-expected': {
    vi: 'Người ủng hộ trong nước không khai quốc gia.',
    en: 'A donor in Viet Nam gives no country.',
  },
  'locality-unknown': { vi: 'Không có địa phương này.', en: 'There is no such locality.' },
  'consent-missing': {
    vi: 'Cần bạn đồng ý với cách xử lý dữ liệu cá nhân.',
    en: 'We need your consent to the processing of personal data.',
  },
  'consent-version-unknown': {
    vi: 'Văn bản đồng ý đã đổi. Hãy đọc lại và đồng ý lần nữa.',
    en: 'The consent text has changed. Read it and agree again.',
  },
  'lines-missing': {
    vi: 'Hãy ghi ít nhất một khoản tiền hoặc hiện vật.',
    en: 'Name at least one sum or item.',
  },
  'lines-too-many': {
    vi: 'Tối đa {max} dòng trong một đăng ký.',
    en: 'At most {max} lines in one pledge.',
  },
  'cash-line-repeated': {
    vi: 'Mỗi đăng ký chỉ có một dòng tiền mặt.',
    en: 'A pledge has at most one cash line.',
  },
  'currency-unknown': { vi: 'Chưa nhận loại tiền này.', en: 'This currency is not accepted.' },
  'item-unknown': { vi: 'Không có mặt hàng này.', en: 'There is no such item.' },
  'item-missing': {
    vi: 'Hãy chọn mặt hàng hoặc ghi tên hiện vật.',
    en: 'Choose an item or name the goods.',
  },
  'item-named-twice': {
    vi: 'Hoặc chọn mặt hàng, hoặc ghi tên hiện vật, không cả hai.',
    en: 'Either choose an item or name the goods, not both.',
  },
  'quantity-missing': { vi: 'Hãy nhập số lượng.', en: 'Enter a quantity.' },
  'quantity-malformed': {
    vi: 'Số lượng là số dương, tối đa ba chữ số thập phân.',
    en: 'The quantity is a positive number with at most three decimals.',
  },
  'quantity-too-large': {
    vi: 'Số lượng quá lớn: tối đa {max}.',
    en: 'The quantity is too large: at most {max}.',
  },
  'unit-missing': { vi: 'Hãy nhập đơn vị tính.', en: 'Enter a unit.' },
  'campaign-not-found': { vi: 'Không có đợt vận động này.', en: 'There is no such campaign.' },
  'campaign-not-open': {
    vi: 'Đợt vận động này không còn nhận đăng ký.',
    en: 'This campaign accepts no pledges now.',
  },
  'campaign-code-malformed': {
    vi: 'Mã đợt vận động gồm chữ thường, chữ số và gạch nối.',
    en: 'A campaign code has lower-case letters, digits and hyphens.',
  },
  'key-missing': {
    vi: 'Thiếu Idempotency-Key.',
    en: 'The Idempotency-Key header is missing.',
  },
  'key-malformed': {
    vi: 'Idempotency-Key gồm 8 đến 200 ký tự ASCII nhìn thấy được.',
    en: 'The Idempotency-Key has 8 to 200 visible ASCII characters.',
  },
  'key-reused': {
    vi: 'Idempotency-Key này đã dùng cho một nội dung khác.',
    en: 'This Idempotency-Key was used for another body.',
  },
  'body-malformed': {
    vi: 'Nội dung gửi lên không phải JSON hợp lệ.',
    en: 'The body is not valid JSON.',
  },
  'body-too-large': {
    vi: 'Nội dung gửi lên quá lớn: tối đa {maxBytes} byte.',
    en: 'The body is too large: at most {maxBytes} bytes.',
  },
  'media-type-unsupported': {
    vi: 'Kiểu nội dung này không được nhận.',
    en: 'This media type is not accepted.',
  },
  'reference-code-invalid': {
    vi: 'Mã ủng hộ chưa đúng. Mã gồm VDXH và 10 chữ số.',
    en: 'The code is not right. A code is VDXH and 10 digits.',
  },
  'pledge-not-found': { vi: 'Không tìm thấy đăng ký này.', en: 'There is no such pledge.' },
  'pledge-event-not-possible': {
    vi: 'Đăng ký đang ở trạng thái "{state}", không thể thực hiện "{event}".',
    en: 'The pledge is in state "{state}"; "{event}" is not possible.',
  },
  'reason-missing': { vi: 'Hãy ghi lý do.', en: 'Give a reason.' },
  'actor-not-allowed': {
    vi: 'Bạn không được thực hiện việc này.',
    en: 'You may not do this.',
  },
  'too-busy': {
    vi: 'Hệ thống đang quá tải. Hãy thử lại sau ít giây.',
    en: 'The system is very busy. Try again in a few seconds.',
  },

  // VietQR
  'bin-malformed': {
    vi: 'Mã ngân hàng (BIN) gồm 6 chữ số.',
    en: 'A bank identifier (BIN) has 6 digits.',
  },
  'account-number-malformed': {
    vi: 'Số tài khoản gồm 1 đến 19 chữ số hoặc chữ cái.',
    en: 'An account number has 1 to 19 digits or letters.',
  },
  'memo-malformed': {
    vi: 'Nội dung chuyển khoản chỉ gồm A–Z, 0–9 và dấu cách, tối đa 19 ký tự.',
    en: 'A memo has A–Z, 0–9 and spaces, 19 characters at most.',
  },

  // accounts and campaigns
  'account-not-found': { vi: 'Không có tài khoản này.', en: 'There is no such account.' },
  'account-unknown': {
    vi: 'Chưa có tài khoản tiếp nhận số {account}. Hãy thêm tài khoản trước.',
    en: 'There is no receiving account {account}. Add the account first.',
  },
  'account-exists': { vi: 'Tài khoản này đã có.', en: 'This account exists already.' },
  'account-event-not-possible': {
    vi: 'Tài khoản đang ở trạng thái "{state}", không thể thực hiện "{event}".',
    en: 'The account is in state "{state}"; "{event}" is not possible.',
  },
  'same-person': {
    vi: 'Người công bố phải khác người đã nhập tài khoản.',
    en: 'Whoever publishes an account must not be who entered it.',
  },
  'bank-unknown': {
    vi: 'Không có ngân hàng với mã {bin}.',
    en: 'There is no bank with identifier {bin}.',
  },
  'version-stale': {
    vi: 'Có người vừa thay đổi mục này. Hãy tải lại rồi thử lại.',
    en: 'Somebody has just changed this. Reload and try again.',
  },

  // statements
  'statement-not-found': { vi: 'Không có sao kê này.', en: 'There is no such statement.' },
  'statement-does-not-balance': {
    vi: 'Sao kê không khớp: số dư đầu {openingVnd} + phát sinh {sumVnd} ≠ số dư cuối {closingVnd}, lệch {differenceVnd} đồng.',
    en: 'The statement does not balance: opening {openingVnd} + sum {sumVnd} ≠ closing {closingVnd}, off by {differenceVnd} đồng.',
  },
  'statement-row-does-not-balance': {
    vi: 'Sao kê không khớp tại dòng {position}: số dư in là {printedVnd}, tính được {computedVnd} đồng.',
    en: 'The statement does not balance at row {position}: it prints {printedVnd}, computed {computedVnd} đồng.',
  },
  'statement-without-balances': {
    vi: 'Sao kê không có số dư đầu kỳ và cuối kỳ nên không thể kiểm chứng.',
    en: 'The statement has no opening and closing balance, so it cannot be proved.',
  },
  'statement-event-not-possible': {
    vi: 'Sao kê đang ở trạng thái "{state}", không thể thực hiện "{event}".',
    en: 'The statement is in state "{state}"; "{event}" is not possible.',
  },
  'statement-account-differs': {
    vi: 'Tệp này là của tài khoản {printed}, không phải {chosen}.',
    en: 'This file belongs to account {printed}, not {chosen}.',
  },
  'statement-empty': { vi: 'Tệp sao kê trống.', en: 'The statement file is empty.' },
  'statement-totals-differ': {
    vi: 'Ngân hàng in tổng là {printed}, nhưng các dòng đọc được cộng lại là {computed}. Tệp có thể bị thiếu dòng.',
    en: 'The bank prints a total of {printed}, but the rows add up to {computed}. Rows may be missing.',
  },
  'statement-format-old-excel': {
    vi: 'Đây là tệp Excel đời cũ (.xls) hoặc tệp có mật khẩu. Hãy mở bằng Excel hay LibreOffice, bỏ mật khẩu, lưu thành .xlsx rồi tải lên lại.',
    en: 'This is an old Excel file (.xls) or one with a password. Open it in Excel or LibreOffice, remove the password, save it as .xlsx and upload that.',
  },
  'statement-format-pdf': {
    vi: 'Chưa đọc được tệp PDF. Hãy tải sao kê từ ngân hàng dưới dạng Excel hoặc CSV.',
    en: 'PDF files cannot be read. Fetch the statement from the bank as Excel or CSV.',
  },
  'statement-has-macros': {
    vi: 'Tệp có chứa macro hoặc đối tượng nhúng nên không được mở. Hãy lưu lại thành .xlsx không có macro.',
    en: 'The file holds macros or embedded objects and was not opened. Save it as .xlsx without them.',
  },
  'statement-markup-hostile': {
    vi: 'Tệp HTML có dấu hiệu không an toàn nên không được đọc tiếp.',
    en: 'The HTML file looks unsafe and was not read on.',
  },
  'statement-rows-idle': {
    vi: 'Tệp có hơn {max} dòng liền nhau không phải là giao dịch.',
    en: 'More than {max} rows in a row hold no transaction.',
  },
  'statement-too-slow': {
    vi: 'Không đọc được tệp trong thời gian cho phép: {seconds} giây không tiến thêm dòng nào.',
    en: 'The file could not be read in time: nothing new in {seconds} seconds.',
  },
  'statement-too-heavy': {
    vi: 'Đọc tệp này cần quá nhiều bộ nhớ nên đã dừng lại.',
    en: 'Reading this file takes too much memory and was stopped.',
  },
  'statement-format-unsupported': {
    vi: 'Chưa đọc được loại tệp này. Hãy dùng CSV hoặc XLSX của ngân hàng.',
    en: "This kind of file cannot be read yet. Use the bank's CSV or XLSX.",
  },
  'statement-truncated': {
    vi: 'Tệp bị cắt hoặc hỏng. Hãy tải lại từ ngân hàng.',
    en: 'The file is cut or damaged. Fetch it from the bank again.',
  },
  'statement-header-unknown': {
    vi: 'Chưa biết mẫu sao kê này: không nhận ra dòng tiêu đề trong 40 dòng đầu. Hãy chỉ ra các cột rồi lưu thành mẫu.',
    en: 'This layout is not known: no header was recognised in the first 40 rows. Say which column is which and save that as a template.',
  },
  'statement-row-malformed': {
    vi: 'Dòng {row} của tệp không đọc được (cột "{column}").',
    en: 'Row {row} of the file cannot be read (column "{column}").',
  },
  'statement-cell-too-long': {
    vi: 'Một ô ở dòng {row} dài hơn {max} ký tự.',
    en: 'A cell in row {row} has more than {max} characters.',
  },
  'statement-too-many-rows': {
    vi: 'Tệp có hơn {max} dòng.',
    en: 'The file has more than {max} rows.',
  },
  'statement-archive-hostile': {
    vi: 'Tệp nén có dấu hiệu không an toàn nên không được mở.',
    en: 'The archive looks unsafe and was not opened.',
  },
  'second-person-needed': {
    vi: 'Việc này cần người thứ hai: người đã nhập hoặc đã chấp nhận không tự xác nhận được.',
    en: 'This needs a second person: whoever entered or accepted it cannot confirm it alone.',
  },
  'hold-not-found': {
    vi: 'Không có khoản nào đang chờ với số này.',
    en: 'There is no such held line.',
  },
  'hold-decided-already': {
    vi: 'Khoản này đã được người khác quyết định.',
    en: 'Somebody has already decided on this line.',
  },
  'line-not-found': { vi: 'Không có dòng sao kê này.', en: 'There is no such statement line.' },
  'line-class-unchanged': {
    vi: 'Dòng này đã thuộc loại đó.',
    en: 'The line is of that class already.',
  },
  'line-is-no-credit': {
    vi: 'Dòng ghi nợ không thể là khoản ủng hộ.',
    en: 'A debit cannot be a donation.',
  },
  'line-is-no-refund': {
    vi: 'Chỉ dòng ghi nợ thuộc loại hoàn trả hoặc hủy giao dịch mới gắn được với một khoản ủng hộ.',
    en: 'Only a debit that is a refund or a reversal by the bank can be tied to a donation.',
  },
  'line-tied-already': {
    vi: 'Dòng này đã được gắn với một khoản ủng hộ.',
    en: 'The line is tied to a donation already.',
  },
  'refund-amount-differs': {
    vi: 'Số tiền hoàn trả khác số tiền của khoản ủng hộ.',
    en: 'The refund is not of the amount of the donation.',
  },
  'refund-before-donation': {
    vi: 'Ngày hoàn trả không thể trước ngày nhận.',
    en: 'A refund cannot be earlier than its donation.',
  },
  'difference-not-found': {
    vi: 'Không có ngày lệch số này.',
    en: 'There is no such difference.',
  },
  'difference-closed-already': {
    vi: 'Ngày này đã được khép.',
    en: 'This day has been closed already.',
  },
  'rule-not-found': { vi: 'Không có quy tắc này.', en: 'There is no such rule.' },
  'phrases-missing': {
    vi: 'Hãy ghi ít nhất một cụm từ.',
    en: 'Give at least one phrase.',
  },
  'phrases-too-many': {
    vi: 'Tối đa {max} cụm từ trong một quy tắc.',
    en: 'At most {max} phrases in one rule.',
  },
  'phrase-not-usable': {
    vi: 'Cụm từ “{phrase}” cần từ {min} đến {max} chữ cái hoặc chữ số.',
    en: 'The phrase "{phrase}" needs {min} to {max} letters or digits.',
  },
  'rule-not-for-debits': {
    vi: 'Quy tắc xếp vào khoản ủng hộ chỉ áp dụng cho dòng ghi có.',
    en: 'A rule for donations looks at credits only.',
  },
  'campaign-unchanged': {
    vi: 'Khoản này không thể chuyển sang đợt vận động đó.',
    en: 'This donation cannot be moved to that campaign.',
  },
  'donation-not-found': { vi: 'Không có khoản ủng hộ này.', en: 'There is no such donation.' },
  'donation-is-reversal': {
    vi: 'Đây là bút toán đảo, không đảo lại được.',
    en: 'This record is itself a reversal and cannot be reversed.',
  },
  'donation-reversed-already': {
    vi: 'Khoản này đã được đảo.',
    en: 'This donation has been reversed already.',
  },

  // templates of statements
  'mapping-malformed': {
    vi: 'Cách đọc tệp chưa đầy đủ hoặc không hợp lệ.',
    en: 'How to read the file is incomplete or not valid.',
  },
  'mapping-without-date': {
    vi: 'Hãy chỉ ra cột ngày giao dịch.',
    en: 'Say which column holds the day.',
  },
  'mapping-without-amount': {
    vi: 'Hãy chỉ ra cột ghi có, ghi nợ, hoặc một cột số tiền.',
    en: 'Say which columns hold credits and debits, or which one holds amounts.',
  },
  'mapping-amount-twice': {
    vi: 'Chỉ chọn một cột số tiền, hoặc các cột ghi có và ghi nợ, không chọn cả hai.',
    en: 'Choose either one column of amounts or those of credits and debits, not both.',
  },
  'mapping-without-memo': {
    vi: 'Hãy chỉ ra cột nội dung giao dịch.',
    en: 'Say which column holds the memo.',
  },
  'mapping-column-twice': {
    vi: 'Một cột không thể mang hai ý nghĩa.',
    en: 'A column cannot hold two things.',
  },
  'mapping-header-missing': {
    vi: 'Tệp không có dòng {row}, hoặc dòng này không đủ chữ để làm tiêu đề.',
    en: 'The file has no row {row}, or the row has too few words for a header.',
  },
  'template-name-missing': {
    vi: 'Hãy đặt tên cho mẫu.',
    en: 'Give the template a name.',
  },
  'template-not-found': { vi: 'Không có mẫu này.', en: 'There is no such template.' },
  'template-exists': {
    vi: 'Đã có mẫu "{name}" cho dòng tiêu đề này. Hãy ngừng dùng mẫu đó trước.',
    en: 'The template "{name}" knows this header already. Retire it first.',
  },
  'template-event-not-possible': {
    vi: 'Mẫu này đã ngừng dùng.',
    en: 'This template is retired already.',
  },
  'unmapped-file-not-found': {
    vi: 'Tệp chờ khai báo không còn được giữ. Hãy tải tệp lên lại.',
    en: 'The file is no longer kept. Upload it again.',
  },
  'ledger-row-not-found': {
    vi: 'Không có dòng này trong sao kê.',
    en: 'The ledger has no such row.',
  },

  // the web
  'route-not-found': { vi: 'Không có địa chỉ này.', en: 'There is no such address.' },
  'method-not-allowed': {
    vi: 'Địa chỉ này không nhận phương thức {method}.',
    en: 'This address does not accept {method}.',
  },
  'not-authenticated': { vi: 'Hãy đăng nhập.', en: 'Log in first.' },
  'not-permitted': {
    vi: 'Bạn không có quyền làm việc này.',
    en: 'You have no permission for this.',
  },
  'request-malformed': { vi: 'Yêu cầu không hợp lệ.', en: 'The request is not valid.' },
  'query-malformed': {
    vi: 'Tham số "{name}" không hợp lệ.',
    en: 'The parameter "{name}" is not valid.',
  },
  'epoch-unknown': { vi: 'Chỉ có vn63 hoặc vn34.', en: 'Only vn63 or vn34 exist.' },
  'internal-error': {
    vi: 'Có lỗi ở phía chúng tôi. Hãy thử lại sau.',
    en: 'Something went wrong on our side. Try again later.',
  },
  // the newsroom
  'slug-missing': {
    vi: 'Hãy điền đường dẫn, hoặc để trống để lấy từ tiêu đề.',
    en: 'Fill in the address, or leave it empty to have it made from the title.',
  },
  'slug-malformed': {
    vi: 'Đường dẫn chỉ gồm chữ thường không dấu, số và gạch nối, tối đa {max} ký tự.',
    en: 'An address has only lower-case letters without marks, digits and hyphens, at most {max}.',
  },
  'slug-reserved': {
    vi: 'Đường dẫn “{slug}” dành cho trang của hệ thống.',
    en: 'The address "{slug}" belongs to a page of the platform.',
  },
  'slug-taken': {
    vi: 'Đường dẫn “{slug}” đã có mục khác dùng.',
    en: 'The address "{slug}" is used by another entry.',
  },
  'directive-exists': {
    vi: 'Đã có văn bản cùng số, cơ quan và ngày ban hành.',
    en: 'There is already a document of this number, issuer and day.',
  },
  'address-unsafe': {
    vi: 'Liên kết chỉ nhận địa chỉ https, mailto, tel hoặc địa chỉ của trang này.',
    en: 'Links lead to https, mailto, tel or addresses of this site only.',
  },
  'period-backwards': {
    vi: 'Lúc kết thúc phải sau lúc bắt đầu.',
    en: 'The end must be after the beginning.',
  },
  'document-not-found': { vi: 'Không có bài này.', en: 'There is no such document.' },
  'document-withdrawn': { vi: 'Bài này đã được gỡ xuống.', en: 'This document was withdrawn.' },
  'schedule-failed': {
    vi: 'Không đăng được theo giờ hẹn: {kind} {document}.',
    en: 'The scheduled publication failed: {kind} {document}.',
  },
  'document-incomplete': {
    vi: 'Còn thiếu hoặc chưa đúng: {fields}.',
    en: 'Missing or not right: {fields}.',
  },
  'file-kind-refused': {
    vi: 'Tệp “{file}” không được nhận: chỉ nhận ảnh JPEG, PNG, WebP và tệp PDF.',
    en: 'The file "{file}" is not accepted: only JPEG, PNG, WebP pictures and PDF files are.',
  },
  'file-disagrees': {
    vi: 'Nội dung của tệp “{file}” không khớp với tên của nó.',
    en: 'What the file "{file}" contains does not agree with its name.',
  },
  'picture-too-large': {
    vi: 'Ảnh “{file}” quá lớn: tối đa {megapixels} triệu điểm ảnh.',
    en: 'The picture "{file}" is too large: at most {megapixels} million pixels.',
  },
  'too-many-files': {
    vi: 'Mỗi lần chỉ tải lên tối đa {max} tệp.',
    en: 'At most {max} files can be uploaded at a time.',
  },
  'upload-from-address-off': {
    vi: 'Không tải tệp từ một địa chỉ trên mạng. Hãy tải tệp về máy rồi tải lên.',
    en: 'Files are not fetched from an address. Save the file and upload it.',
  },
  'not-ready': { vi: 'Hệ thống chưa sẵn sàng.', en: 'The system is not ready.' },
};

function fill(sentence: string, facts: Refused['facts']): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

/** The sentences of a refusal. A code without words is a mistake that a test finds; people see the code. */
export function wordsOf(refused: Refused): Words {
  const words = refusalWords[refused.refusal];
  if (words === undefined) return { vi: refused.refusal, en: refused.refusal };
  return { vi: fill(words.vi, refused.facts), en: fill(words.en, refused.facts) };
}
