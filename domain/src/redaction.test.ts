import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import vectors from '../vectors/reference-code.json' with { type: 'json' };
import { findReferenceCodes, initialsOf, makeReferenceCode, redactMemo } from './index.ts';

test.each([
  [
    'MBVCB.0123456789.UH 20211104 mien bac.CT tu 0000000000000 NGUYEN VAN A toi 0011001932418 MTTQ',
    'UH … mien bac',
  ],
  ['123456.041121.013647.NGUYEN VAN HUNG ung ho dong bao', 'N. V. H. ung ho dong bao'],
  ['123456.041121.013647.Ung ho FT21308123456789', 'Ung ho'],
  [
    'PARTNER.DIRECT_DEBITS_VCB.MSE.66000000000.20211104.66000000000-0900000000_chuyen tien qua MoMo',
    'chuyen tien qua MoMo',
  ],
  ['SHGD:10001234.DD:100924.BO:CONG TY TNHH ABC.Remark:Ung ho bao so 3', 'Ung ho bao so 3'],
  ['Tran Thi Bich 0912 345 678 giup ba con', 'T. T. B. … giup ba con'],
  ['lien he 0912.345.678 hoac ten@vidu.vn', 'lien he … hoac …'],
  ['CCCD 001099012345 ung ho', 'CCCD … ung ho'],
  ['tk 1900***888xxx ung ho', 'tk … ung ho'],
  ['Vđxh 2021 1104 31 Phạm Văn Cường', 'VDXH2021110431 P. V. C.'],
  ['NGUYEN VAN AN ung ho', 'N. V. A. ung ho'],
  ['LE THI BAO ung ho', 'L. T. B. ung ho'],
  ['HOANG THU HA chung tay', 'H. T. H. chung tay'],
  ['HOANG THU HA UNG HO', 'H. T. H. UNG HO'],
  ['HOANG MINH UNG HO DONG BAO', 'H. M. UNG HO DONG BAO'],
  ['hoang minh chau gui ba con', 'H. M. C. gui ba con'],
  ['xin ho tro ba con ngheo', 'xin ho tro ba con ngheo'],
  ['chung tay vi mien Bac', 'chung tay vi mien Bac'],
  ['', ''],
])('%j is shown as %j', (memo, shown) => {
  expect(redactMemo(memo)).toBe(shown);
});

describe('names', () => {
  const memo = 'Lê Thị Hồng Gấm ủng hộ';
  test.each([
    ['as-written', memo],
    ['initials', 'L. T. H. G. ủng hộ'],
    ['hidden', '… ủng hộ'],
  ] as const)('are shown %s', (names, shown) => {
    expect(redactMemo(memo, names)).toBe(shown);
  });

  it('keep their Vietnamese letters as initials', () => {
    expect(initialsOf('Đặng Ánh')).toBe('Đ. Á.');
  });
});

it('keeps the code of every narrative', () => {
  for (const { narrative, expect: code } of vectors.narratives) {
    expect(findReferenceCodes(redactMemo(narrative))).toEqual(code === null ? [] : [code]);
  }
});

it('shows no phone, account, identity number or address of any made memo, and keeps its code', () => {
  const secret = fc.oneof(
    fc.stringMatching(/^0[35789]\d{8}$/),
    fc.stringMatching(/^\+84[35789]\d{8}$/),
    fc.stringMatching(/^0[35789]\d{2}[ .-]\d{3}[ .-]\d{3}$/),
    fc.stringMatching(/^[1-9]\d{8,13}$/),
    fc.stringMatching(/^0\d{11}$/),
    fc.stringMatching(/^[a-z]{3,10}@[a-z]{3,10}\.vn$/),
  );
  const grammar = fc.constantFrom(
    (text: string) => text,
    (text: string) =>
      `MBVCB.6123456789.${text}.CT tu 0011223344556 NGUYEN VAN A toi 0011001932418 MTTQ VN`,
    (text: string) => `123456.110924.081500.${text}`,
    (text: string) =>
      `020097040509110815002024ABCD012345.67890.081500.Vietcombank:0011001932418:${text}`,
    (text: string) => `CT nhanh 247 den: ${text}; thoi gian GD:11/09/2024 08:15:00`,
  );
  const code = fc.stringMatching(/^\d{8}$/).map(makeReferenceCode);
  fc.assert(
    fc.property(grammar, secret, code, (wrap, hidden, label) => {
      const shown = redactMemo(wrap(`ung ho ${hidden} ${label} mien bac`));
      expect(shown).not.toContain(hidden);
      expect(shown.replace(label, '')).not.toMatch(/\d{6}/);
      expect(shown).toContain(label);
    }),
    { numRuns: 2000 },
  );
});
