import { describe, expect, it, test } from 'vitest';
import {
  findNearCodes,
  findReferenceCodes,
  payerKeyOf,
  readPayer,
  suggestPledges,
  type Candidate,
  type Known,
} from './index.ts';

const code = 'VDXH2021110431';
const other = 'VDXH0000000195';
const pledge = (change: Partial<Candidate> = {}): Candidate => ({
  ...{ code, campaignCode: 'bao-so-3', isOpen: true, remainingVnd: 500_000 },
  ...change,
});
const known = (pledges: Record<string, Candidate[]>, accounts: Record<string, string[]> = {}) =>
  ({
    byCode: new Map(
      Object.values(pledges)
        .flat()
        .map((each) => [each.code, each]),
    ),
    byPayer: new Map(Object.entries(pledges).map(([name, of]) => [payerKeyOf(name), of])),
    payersByAccount: new Map(
      Object.entries(accounts).map(([account, names]) => [account, names.map(payerKeyOf)]),
    ),
  }) satisfies Known;
const gift = (memo: string, counterparty = '', amountVnd = 500_000) => ({
  ...{ campaignCode: 'bao-so-3', amountVnd },
  codes: findReferenceCodes(memo),
  nearCodes: findNearCodes(memo),
  payer: readPayer(memo, counterparty),
});
const found = (memo: string, from: Known, counterparty = '', amountVnd?: number) =>
  suggestPledges(gift(memo, counterparty, amountVnd), from).map((each) => [
    each.pass,
    each.code,
    each.certainty,
  ]);

describe('the payer', () => {
  test.each([
    [
      'MBVCB.123.ung ho.CT tu 0011223344556 TRAN THI BICH toi 0011001932418 MTTQ',
      '',
      '0011223344556',
      'tran thi bich',
    ],
    ['ung ho', '19031234567890 - NGUYEN VAN AN', '19031234567890', 'nguyen van an'],
    ['ung ho', 'Ông Nguyễn Văn An', null, 'nguyen van an'],
    ['Lê Thị Hoà ung ho', '', null, 'le thi hoa'],
    ['truong tieu hoc kim dong ung ho', '', null, 'truong tieu hoc kim dong'],
  ])('of "%s" and "%s"', (memo, counterparty, account, name) => {
    const payer = readPayer(memo, counterparty);
    expect(payer.account).toBe(account);
    expect(payer.names.map(({ key }) => key)).toContain(name);
  });
});

describe('a suggestion', () => {
  const bich = known({ 'Trần Thị Bích': [pledge()] });

  test.each([
    ['a code one slip away', 'VDXH2021110481 ung ho', 'near-code', 'high'],
    ['a name of the bank', 'ung ho.CT tu 001122334455 TRAN THI BICH toi 00', 'name', 'medium'],
    ['a name in the words', 'tran thi bich ung ho', 'name', 'medium'],
  ])('rests on %s', (_, memo, pass, certainty) => {
    expect(found(memo, bich)).toEqual([[pass, code, certainty]]);
  });

  it('rests on an account that answered for the same person before', () => {
    const from = known({ 'Trần Thị Bích': [pledge()] }, { '001122334455': ['Trần Thị Bích'] });
    const memo = 'ung ho.CT tu 001122334455 LE VAN CHONG toi 00';
    expect(found(memo, from)).toEqual([['sender', code, 'high']]);
    const wallet = known(
      { 'Trần Thị Bích': [pledge()] },
      { '001122334455': ['Trần Thị Bích', 'A B', 'C D', 'E F'] },
    );
    expect(found(memo, wallet)).toEqual([]);
  });

  test.each([
    ['another amount', pledge({ remainingVnd: 500_001 })],
    ['another campaign', pledge({ campaignCode: 'yagi' })],
    ['a pledge that is closed', pledge({ isOpen: false })],
  ])('is not made for %s', (_, candidate) => {
    const from = known({ 'Trần Thị Bích': [candidate] });
    expect(found('VDXH2021110481 tran thi bich', from)).toEqual([]);
  });

  it('never rests on the amount alone', () => {
    expect(found('ung ho dong bao', bich)).toEqual([]);
  });

  it('leaves two codes to a person', () => {
    const from = known({ 'Trần Thị Bích': [pledge()], 'Lê An': [pledge({ code: other })] });
    expect(found(`${code} ${other}`, from)).toEqual([
      ['several-codes', code, 'medium'],
      ['several-codes', other, 'medium'],
    ]);
  });

  it('takes only what an earlier pass left', () => {
    const from = known({
      'Trần Thị Bích': [pledge()],
      'Lê Văn An': [pledge({ code: other })],
    });
    expect(found('VDXH2021110481 LE VAN AN', from)).toEqual([['near-code', code, 'high']]);
  });

  it('is less sure where several pledges fit', () => {
    const from = known({ 'Trần Thị Bích': [pledge(), pledge({ code: other })] });
    expect(found('tran thi bich', from).map((each) => each[2])).toEqual(['low', 'low']);
  });
});
