import { assert, encodeVietQr } from '@chung-tay/domain';
import type { AccountService } from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { Core } from '@strapi/strapi';
import type { AbroadInstructions, Instructions, PledgeSubmission } from '../types';

export interface InstructionsService {
  /**
   * How to send what was promised. Only a published account is ever named; donors abroad are told the
   * accounts that take transfers from there as well.
   */
  of(
    code: string,
    campaignCode: string,
    lines: PledgeSubmission['lines'],
    origin: string,
  ): Promise<Instructions>;
}

async function abroadOf(
  accounts: AccountService,
  code: string,
  campaignCode: string,
): Promise<AbroadInstructions[]> {
  return (await accounts.abroadOf(campaignCode)).flatMap(({ currency, number, name, transfer }) =>
    transfer === null ? [] : [{ currency, account: number, name, ...transfer, memo: code }],
  );
}

export default ({ strapi }: { strapi: Core.Strapi }): InstructionsService => ({
  async of(code, campaignCode, lines, origin) {
    const accounts: AccountService = strapi.plugin('donations').service('account');
    const cash = lines.find((line) => line.kind === 'cash');
    const [account] = cash === undefined ? [] : await accounts.publishedOf(campaignCode);
    const goods = lines.some((line) => line.kind === 'goods') ? { goods: { points: [] } } : {};
    const isAbroad = cash !== undefined && origin === 'foreign';
    const accountsAbroad = isAbroad ? await abroadOf(accounts, code, campaignCode) : [];
    const abroad = accountsAbroad.length === 0 ? {} : { abroad: accountsAbroad };
    if (cash === undefined || account === undefined) return { ...abroad, ...goods };
    const { bin, bank, number, name } = account;
    const qr = encodeVietQr({ bin, account: number, amountVnd: cash.amount, memo: code });
    assert(qr.ok, `the account ${number} fits into no VietQR`);
    return {
      cash: {
        ...{ bank, bin, account: number, name },
        ...{ amount: String(cash.amount), memo: code, vietqr: qr.value },
      },
      ...abroad,
      ...goods,
    };
  },
});
