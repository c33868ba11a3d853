import type { Language } from '../language.ts';

const vi = {
  nav: 'Dữ liệu mở',
  title: 'Dữ liệu mở',
  text: 'Toàn bộ sổ khoản ủng hộ, số liệu tổng hợp và nhật ký đã niêm phong, để ai cũng có thể tải về, cộng lại và kiểm chứng.',
  promise:
    'Mỗi ngày một bộ tệp, khóa sau nửa đêm. Tệp đã công bố không bao giờ thay đổi; nếu có sai, dòng điều chỉnh nằm trong tệp của ngày sau.',
  none: 'Bộ tệp đầu tiên được công bố sau nửa đêm của ngày có khoản ủng hộ đầu tiên.',
  days: 'Số ngày đã công bố',
  rows: 'Số dòng',
  amount: 'Tổng tiền',
  until: 'Đến hết ngày',
  daysTitle: 'Tệp theo ngày',
  daysText: 'CSV và JSON Lines chứa cùng những dòng như nhau. Tệp nén (gz) nhẹ hơn khoảng năm lần.',
  day: 'Ngày',
  count: 'Dòng',
  sum: 'Số tiền',
  files: 'Tệp',
  fileNames: {
    ledger: 'Sổ',
    totals: 'Số liệu',
    journal: 'Nhật ký',
    manifest: 'Bản kê mã băm',
  } as Record<string, string>,
  reproduce: 'Tự cộng lại trong ba lệnh',
  reproduceText:
    'Chạy trong một thư mục trống, trên máy có curl, sha256sum và awk (Linux; macOS dùng shasum -a 256).',
  steps: ['Tải mọi tệp', 'Đối chiếu mã băm', 'Cộng cột số tiền'],
  stepsNote: (amount: string) =>
    `Lệnh cuối phải in ra đúng ${amount}, cũng là con số trong tệp số liệu của ngày mới nhất.`,
  verify: 'Kiểm chứng toàn bộ',
  verifyText:
    'Chương trình kiểm chứng là một tệp duy nhất cho Node.js 18 trở lên, không cần gì của chúng tôi. Nó kiểm mã băm từng tệp, chuỗi bản kê, chuỗi nhật ký, các mốc, và cộng lại sổ theo từng bút toán.',
  keep: 'Hãy giữ lại tệp checkpoints.jsonl của hôm nay. Đưa nó cho chương trình vào một ngày sau, bạn sẽ biết nếu có ai viết lại sổ từ đầu.',
  fields: 'Các cột của sổ',
  field: 'Cột',
  type: 'Kiểu',
  meaning: 'Ý nghĩa',
  more: 'Cùng với các tệp',
  links: {
    package: 'Mô tả dữ liệu (datapackage.json, Data Package 2.0)',
    checkpoints: 'Các mốc: bút toán, mã băm, tổng (checkpoints.jsonl)',
    sums: 'Mã băm của mọi tệp (SHA256SUMS)',
    script: 'Chương trình kiểm chứng (kiem-chung.mjs)',
    api: 'Giao diện lập trình (API)',
    ledger: 'Tra sao kê trên trang này',
  },
  licence: 'Giấy phép',
  licenceText: 'Được dùng tự do, kể cả để đăng lại và phân tích, khi ghi nguồn:',
  privacy:
    'Nội dung chuyển khoản đã che số điện thoại, số tài khoản, giấy tờ, thư điện tử và địa chỉ; tên theo lựa chọn của người ủng hộ.',
  api: 'Giao diện lập trình',
  apiText:
    'Mọi điều trang này hiển thị đều đọc được bằng chương trình, không cần đăng ký. Phần mô tả dưới đây viết bằng tiếng Anh.',
  apiDownload: 'Tải openapi.json',
  parameters: 'Tham số',
  body: 'Nội dung gửi',
  answers: 'Trả lời',
  shapes: 'Các kiểu dữ liệu',
  required: 'bắt buộc',
  rooms: {
    pledges: 'Đăng ký ủng hộ',
    provinces: 'Địa phương',
    donations: 'Tiếp nhận và sao kê',
    statistics: 'Số liệu',
    journal: 'Nhật ký',
    newsroom: 'Tin tức và văn bản',
    health: 'Tình trạng dịch vụ',
  } as Record<string, string>,
};

const en: typeof vi = {
  nav: 'Open data',
  title: 'Open data',
  text: 'The whole ledger of donations, the totals and the sealed journal, for everybody to download, add up and verify.',
  promise:
    'One set of files a day, closed after midnight. A published file never changes; where something was wrong, the correction stands in the files of a later day.',
  none: 'The first files are published after midnight of the day of the first donation.',
  days: 'Days published',
  rows: 'Rows',
  amount: 'Total',
  until: 'Through',
  daysTitle: 'Files by day',
  daysText:
    'CSV and JSON Lines hold the same rows. The compressed files (gz) are about five times lighter.',
  day: 'Day',
  count: 'Rows',
  sum: 'Amount',
  files: 'Files',
  fileNames: { ledger: 'Ledger', totals: 'Totals', journal: 'Journal', manifest: 'Manifest' },
  reproduce: 'Add it up yourself in three commands',
  reproduceText:
    'In an empty folder, on a machine with curl, sha256sum and awk (Linux; macOS has shasum -a 256).',
  steps: ['Download every file', 'Compare the hashes', 'Add up the column of amounts'],
  stepsNote: (amount) =>
    `The last command must print exactly ${amount}, which is also the number in the newest totals.`,
  verify: 'Verify everything',
  verifyText:
    'The verifier is one file for Node.js 18 or newer and needs nothing of ours. It checks the hash of each file, the chain of manifests, the chain of the journal and its checkpoints, and adds up the ledger entry by entry.',
  keep: 'Keep the checkpoints.jsonl of today. Give it to the program on a later day and you will know if anybody rewrote the books from their beginning.',
  fields: 'Columns of the ledger',
  field: 'Column',
  type: 'Type',
  meaning: 'Meaning',
  more: 'Beside the files',
  links: {
    package: 'Description of the data (datapackage.json, Data Package 2.0)',
    checkpoints: 'Checkpoints: entry, hash, totals (checkpoints.jsonl)',
    sums: 'Hashes of all files (SHA256SUMS)',
    script: 'The verifier (kiem-chung.mjs)',
    api: 'Programming interface (API)',
    ledger: 'Search the ledger on this site',
  },
  licence: 'Licence',
  licenceText: 'Free to use, republish and analyse, when you name the source:',
  privacy:
    'Memos hold no phones, accounts, identity numbers, e-mail or street addresses; names are shown as donors chose.',
  api: 'Programming interface',
  apiText: 'Whatever this site shows, programs can read, without registration.',
  apiDownload: 'Download openapi.json',
  parameters: 'Parameters',
  body: 'Request body',
  answers: 'Answers',
  shapes: 'Schemas',
  required: 'required',
  rooms: {
    pledges: 'Pledges',
    provinces: 'Localities',
    donations: 'Receipts and ledger',
    statistics: 'Figures',
    journal: 'Journal',
    newsroom: 'News and documents',
    health: 'Health',
  },
};

/** The words of the pages of open data. */
export const openDataWordsIn = (language: Language) => (language === 'en' ? en : vi);
