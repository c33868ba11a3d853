/** What a role of the admin may do in this room. */
export const permissions = [
  { uid: 'pledge.decide', displayName: 'Duyệt, từ chối, rút, xóa nợ đăng ký' },
  { uid: 'settlement.read', displayName: 'Xem bàn đối chiếu (có nội dung gốc của sao kê)' },
  { uid: 'settlement.settle', displayName: 'Đối chiếu khoản ủng hộ với đăng ký, xác nhận' },
  { uid: 'settlement.undo', displayName: 'Hủy đối chiếu' },
] as const;
