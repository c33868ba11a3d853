/** What a role of the admin may do in this room. */
export const permissions = [
  { uid: 'statement.read', displayName: 'Xem sao kê' },
  { uid: 'statement.upload', displayName: 'Tải sao kê lên' },
  { uid: 'statement.accept', displayName: 'Chấp nhận hoặc từ chối sao kê' },
  { uid: 'account.read', displayName: 'Xem tài khoản tiếp nhận' },
  { uid: 'account.prepare', displayName: 'Nhập tài khoản tiếp nhận' },
  { uid: 'account.publish', displayName: 'Công bố, tạm dừng, đóng tài khoản' },
] as const;
