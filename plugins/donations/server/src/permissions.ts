/** What a role of the admin may do in this room. */
export const permissions = [
  { uid: 'statement.read', displayName: 'Xem sao kê' },
  { uid: 'statement.upload', displayName: 'Tải sao kê lên' },
  { uid: 'statement.accept', displayName: 'Chấp nhận hoặc từ chối sao kê' },
  { uid: 'statement.override', displayName: 'Chấp nhận sao kê không tự khớp số dư' },
  { uid: 'hold.confirm', displayName: 'Xác nhận khoản đang chờ (người thứ hai)' },
  { uid: 'line.correct', displayName: 'Chuyển loại dòng sao kê, đảo khoản ủng hộ' },
  { uid: 'rule.change', displayName: 'Sửa quy tắc phân loại dòng' },
  { uid: 'difference.close', displayName: 'Khép ngày lệch số' },
  { uid: 'account.read', displayName: 'Xem tài khoản tiếp nhận' },
  { uid: 'account.prepare', displayName: 'Nhập tài khoản tiếp nhận' },
  { uid: 'account.publish', displayName: 'Công bố, tạm dừng, đóng tài khoản' },
] as const;
