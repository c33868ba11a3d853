import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from './day.ts';
import {
  directiveIdentity,
  directiveKinds,
  directiveNumber,
  directiveStateOn,
} from './directive.ts';
import { plainTextOf, safeAddress } from './rich-text.ts';
import { searchKey, searchWords } from './search.ts';
import { articleCategories, checkSlug, reservedPageSlugs, slugOf } from './slug.ts';

describe('addresses', () => {
  it.each([
    ['Đồng bào vùng lũ: 120 căn nhà đầu tiên', 'dong-bao-vung-lu-120-can-nha-dau-tien'],
    ['  Quyết định số 84/QĐ-BCĐ  ', 'quyet-dinh-so-84-qd-bcd'],
    ['Hoà và Hòa', 'hoa-va-hoa'],
    ['…', ''],
  ])('%s becomes %s', (title, slug) => expect(slugOf(title)).toBe(slug));

  it('a made address is always accepted, and is its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        const slug = slugOf(title);
        expect(slugOf(slug)).toBe(slug);
        if (slug !== '' && !reservedPageSlugs.has(slug)) {
          expect(checkSlug(slug, 'page')).toEqual({ ok: true, value: slug });
        }
      }),
    );
  });

  it.each([
    ['', 'page', 'slug-missing'],
    ['Tin', 'page', 'slug-malformed'],
    ['a--b', 'page', 'slug-malformed'],
    ['../x', 'page', 'slug-malformed'],
    ['x'.repeat(121), 'page', 'slug-malformed'],
    ['sao-ke', 'page', 'slug-reserved'],
    ...articleCategories.map((name) => [name, 'article', 'slug-reserved'] as const),
  ] as const)('%s as an address of a %s is refused: %s', (slug, kind, refusal) => {
    expect(checkSlug(slug, kind)).toMatchObject({ ok: false, refusal });
  });
});

describe('directives (Decree 30/2020/NĐ-CP)', () => {
  it('has the 29 kinds with different abbreviations', () => {
    const abbreviations = Object.values(directiveKinds)
      .map(({ abbreviation }) => abbreviation as string)
      .filter((each) => each !== '');
    expect(Object.keys(directiveKinds)).toHaveLength(29);
    expect(new Set(abbreviations).size).toBe(27);
  });

  it.each([
    [84, 'QĐ-BCĐ', false, '84/QĐ-BCĐ'],
    [4, 'KH-BVĐTW', false, '04/KH-BVĐTW'],
    [93, 'NĐ-CP', true, '93/2021/NĐ-CP'],
  ] as const)('writes %s %s (normative: %s) as %s', (number, symbol, isNormative, text) => {
    expect(directiveNumber({ number, symbol, isNormative, issuedOn: '2021-10-27' })).toBe(text);
  });

  it('knows one document again whatever the marks', () => {
    const one = { number: 84, symbol: 'QĐ-BCĐ', issuer: 'Ban Chỉ đạo', issuedOn: '2021-08-28' };
    expect(directiveIdentity(one)).toBe(
      directiveIdentity({ ...one, symbol: 'qd–bcd', issuer: ' BAN CHI  DAO' }),
    );
    expect(directiveIdentity(one)).not.toBe(directiveIdentity({ ...one, symbol: 'KH-BCĐ' }));
    expect(directiveIdentity(one)).not.toBe(directiveIdentity({ ...one, issuedOn: '2021-08-29' }));
  });

  const today = '2026-11-24' as Day;
  it.each([
    ['in-force', null, null, false, 'in-force'],
    ['in-force', '2026-11-25', null, false, 'not-yet'],
    ['in-force', '2026-11-24', null, false, 'in-force'],
    ['not-yet', '2026-11-24', null, false, 'in-force'],
    ['not-yet', null, null, false, 'not-yet'],
    ['in-force', null, '2026-11-23', false, 'expired'],
    ['in-force', null, '2026-11-24', false, 'in-force'],
    ['partly-expired', '2026-01-01', null, false, 'partly-expired'],
    ['in-force', '2026-01-01', null, true, 'expired'],
    ['expired', '2026-12-01', null, false, 'expired'],
  ] as const)(
    'noted %s, in force %s to %s, replaced %s: %s',
    (state, effectiveOn, expiresOn, isReplaced, expected) => {
      expect(directiveStateOn({ state, effectiveOn, expiresOn, isReplaced }, today)).toBe(expected);
    },
  );
});

describe('rich text', () => {
  it('gives the words line by line', () => {
    expect(
      plainTextOf([
        { type: 'heading', level: 2, children: [{ type: 'text', text: 'Đầu đề' }] },
        {
          type: 'list',
          format: 'unordered',
          children: [
            { type: 'list-item', children: [{ type: 'text', text: 'một' }] },
            {
              type: 'list-item',
              children: [
                { type: 'link', url: '/x', children: [{ type: 'text', text: 'hai' }] },
                { type: 'text', text: ' ba' },
              ],
            },
          ],
        },
        { type: 'unknown', children: [{ type: 'text', text: 'lạ' }] },
      ]),
    ).toBe('Đầu đề\nmột\nhai ba\nlạ');
  });

  it.each([
    'https://example.org',
    'https://example.org/a?b=c#d',
    'mailto:a@example.org',
    'tel:+84 24 1234',
    '/tin-tuc',
    '#muc-1',
  ])('a link may lead to %s', (address) => expect(safeAddress(address)).toBe(address));

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    '//evil.example',
    '/\\evil.example',
    'http://example.org',
    'https://user@evil.example/',
    'https:evil.example',
    '',
  ])('a link may not lead to %j', (address) => expect(safeAddress(address)).toBeNull());
});

describe('search', () => {
  it('finds without marks and without punctuation', () => {
    expect(searchKey('Nghĩa ĐỒNG bào, số 84/QĐ-BCĐ')).toBe('nghia dong bao so 84 qd bcd');
    expect(searchWords('  đồng   bào ')).toEqual(['dong', 'bao']);
    expect(searchWords('"; drop table --')).toEqual(['drop', 'table']);
    expect(searchWords('a '.repeat(50))).toHaveLength(8);
  });
});
