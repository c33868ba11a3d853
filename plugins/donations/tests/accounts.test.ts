import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  accountListText,
  parseVietQr,
  type AccountList,
  type SignedAccountList,
} from '@chung-tay/domain';
import {
  adminPost,
  engines,
  eventually,
  freshPlace,
  jsonOf,
  pledgeBody,
  startCms,
  submitPledge,
  uploadStatement,
  type Cms,
  type Place,
} from '../../../tests/harness/index.ts';
import { invite, type Person } from '../../../tests/harness/editors.ts';

interface Account {
  id: number;
  number: string;
  state: string;
  version: number;
}

const campaign = 'trinh-dien';
const transfer = {
  swift: 'bftv vnvx',
  bankName: 'Joint Stock Commercial Bank for Foreign Trade of Vietnam',
  bankAddress: '198 Tran Quang Khai, Ha Noi',
  beneficiaryAddress: '46 Trang Thi, Ha Noi',
};
const foreign = {
  ...{ bin: '', number: '001 100 440 7300', name: 'BAN VAN DONG', campaign },
  ...{ currency: 'USD', transfer },
};

describe.each(engines)('receiving accounts on %s', (engine) => {
  let place: Place;
  let cms: Cms;
  let second: Person;
  beforeAll(async () => {
    place = await freshPlace(engine);
    cms = await startCms(place);
    second = await invite(cms, 'strapi-super-admin', 'nguoi-thu-hai');
  });
  afterAll(async () => {
    await cms.stop();
    await place.remove();
  });

  const signed = async () => jsonOf<SignedAccountList>(await cms.fetch('/api/donations/accounts'));
  const isGenuine = ({ list, publicKey, signature }: SignedAccountList, changed = list) =>
    verify(
      null,
      Buffer.from(accountListText(changed)),
      createPublicKey(publicKey),
      Buffer.from(signature, 'base64'),
    );
  const added = async (input: object) =>
    jsonOf<Account>(await adminPost(cms, '/donations/accounts', input));
  const find = async (number: string) => {
    const answer = await cms.adminFetch('/donations/accounts');
    const { accounts } = await jsonOf<{ accounts: Account[] }>(answer);
    return accounts.find((each) => each.number === number) as Account;
  };
  const change = async (account: Account, command: string) => {
    const path = `/donations/accounts/${account.id}/${command}`;
    const answer = await second.send('POST', path, { version: account.version });
    return jsonOf<Account & { code?: string }>(answer);
  };
  const listedAs = (number: string, state: string | undefined) =>
    eventually(
      async () => (await signed()).list.accounts.find((each) => each.number === number),
      (found) => found?.state === state,
      3000,
    );

  it('are listed with a signature that nobody else could have made', async () => {
    const answer = await signed();
    expect(answer.list.accounts.map(({ number, state }) => [number, state])).toEqual([
      ['0000000000', 'published'],
    ]);
    expect(isGenuine(answer)).toBe(true);
    const [account] = answer.list.accounts;
    const forged = { ...answer.list, accounts: [{ ...account, number: '0000000001' }] };
    expect(isGenuine(answer, forged as AccountList)).toBe(false);
    expect(JSON.stringify(answer)).not.toMatch(/reference:|admin:/);
  });

  it('stand on public pages and in a VietQR while they are published, and only then', async () => {
    // number · its way · its state in the list
    const ways: readonly (readonly [string, readonly string[], string | undefined])[] = [
      ['7701', [], undefined],
      ['7702', ['close'], undefined],
      ['7703', ['publish'], 'published'],
      ['7704', ['publish', 'suspend'], 'suspended'],
      ['7705', ['publish', 'suspend', 'publish'], 'published'],
      ['7706', ['publish', 'close'], 'closed'],
    ];
    for (const [number, commands] of ways) {
      let account = await added({ bin: '970436', number, name: 'BAN VAN DONG', campaign });
      for (const command of commands) account = await change(account, command);
    }
    await listedAs('7706', 'closed');
    const { list } = await signed();
    for (const [number, , state] of ways) {
      const found = list.accounts.find((each) => each.number === number);
      expect(found?.state, number).toBe(state);
      expect(found?.endedOn === null, number).toBe(state === 'published');
    }
    const payable = ['0000000000', '7703', '7705'];
    const shown = await eventually(
      async () => {
        const answer = await cms.fetch('/api/donations/campaigns');
        const [first] = await jsonOf<{ accounts: Account[] }[]>(answer);
        return first?.accounts.map(({ number }) => number) ?? [];
      },
      (numbers) => numbers.join() === payable.join(),
      3000,
    );
    expect(shown).toEqual(payable);
    // With its first account suspended, a promise of yesterday is told another one.
    const answer = await submitPledge(cms, `states-${engine}`);
    const { token } = await jsonOf<{ token: string }>(answer);
    await change(await find('0000000000'), 'suspend');
    const told = async () => {
      const mine = await cms.fetch('/api/pledges/mine', { headers: { 'Pledge-Token': token } });
      const { instructions } = await jsonOf<{ instructions: { cash: { vietqr: string } } }>(mine);
      const read = parseVietQr(instructions.cash.vietqr);
      return read.ok ? read.value.account : '';
    };
    expect(await eventually(told, (number) => number === '7703', 3000)).toBe('7703');
  });

  it('are published by a second person only, and a number is never changed', async () => {
    const account = await added({ bin: '970436', number: '555', name: 'BAN VAN DONG', campaign });
    const own = await adminPost(cms, `/donations/accounts/${account.id}/publish`, { version: 1 });
    expect([own.status, (await jsonOf<{ code: string }>(own)).code]).toEqual([403, 'same-person']);
    for (const method of ['PUT', 'PATCH', 'POST', 'DELETE']) {
      const answer = await cms.adminFetch(`/donations/accounts/${account.id}`, { method });
      expect([404, 405]).toContain(answer.status);
    }
    const again = await adminPost(cms, '/donations/accounts', {
      ...{ bin: '970436', number: '5 5.5', name: 'KHAC', campaign },
    });
    expect((await jsonOf<{ code: string }>(again)).code).toBe('account-exists');
  });

  test.each<[string, object, string, string[]]>([
    ['a currency that nobody keeps', { currency: 'XXX' }, 'currency-unknown', []],
    ['a broken IBAN', { number: 'DE88370400440532013000' }, 'iban-invalid', []],
    [
      'no SWIFT block',
      { transfer: null },
      'transfer-details-invalid',
      [...['swift', 'bankName', 'bankAddress', 'beneficiaryAddress']],
    ],
    [
      'a BIC of the test network',
      { transfer: { ...transfer, swift: 'BFTVVNV0' } },
      'transfer-details-invalid',
      ['swift'],
    ],
    ['a bank nobody knows', { bin: '123456' }, 'bank-unknown', []],
  ])('that take foreign money are refused with %s', async (_, other, code, fields) => {
    const answer = await adminPost(cms, '/donations/accounts', { ...foreign, ...other });
    const problem = await jsonOf<{ code: string; problems?: { field: string }[] }>(answer);
    expect([answer.status, problem.code]).toEqual([422, code]);
    expect((problem.problems ?? []).map(({ field }) => field)).toEqual(fields);
  });

  it('that take foreign money are told to donors abroad, and stand in no VietQR', async () => {
    const account = await added(foreign);
    expect(account.number).toBe('0011004407300');
    await change(account, 'publish');
    const found = await listedAs(account.number, 'published');
    expect(found).toMatchObject({ currency: 'USD', bin: null, transfer: { swift: 'BFTVVNVX' } });
    expect(found?.bank).toBe(transfer.bankName);
    const statement = await uploadStatement(cms, account.number, 'usd.csv', Buffer.from('x'));
    expect((await jsonOf<{ code: string }>(statement)).code).toBe('statement-currency-not-vnd');
    const donor = { kind: 'individual', name: 'Jane Doe', email: 'jane@example.org' };
    interface Told {
      instructions: { cash?: { account: string }; abroad?: { account: string; memo: string }[] };
      code: string;
    }
    const told = async (origin: object) =>
      jsonOf<Told>(
        await submitPledge(
          cms,
          randomUUID(),
          pledgeBody('500000', { donor: { ...donor, ...origin } }),
        ),
      );
    const abroad = await eventually(
      () => told({ origin: 'foreign', country: 'AU' }),
      ({ instructions }) => instructions.abroad !== undefined,
      3000,
    );
    expect(abroad.instructions.abroad).toMatchObject([
      { account: '0011004407300', memo: abroad.code, swift: 'BFTVVNVX' },
    ]);
    const home = await told({ origin: 'domestic' });
    expect(home.instructions.abroad).toBeUndefined();
    expect(home.instructions.cash?.account).not.toBe('0011004407300');
  });
});
