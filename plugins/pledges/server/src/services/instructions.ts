import { assert, encodeVietQr } from '@chung-tay/domain';
import type { AccountService } from '@chung-tay/strapi-plugin-donations/strapi-server';
import type { Core } from '@strapi/strapi';
import type { Instructions, PledgeSubmission } from '../types';

export interface InstructionsService {
  /** How to send what was promised. Only a published account is ever named. */
  of(code: string, campaignCode: string, lines: PledgeSubmission['lines']): Promise<Instructions>;
}

export default ({ strapi }: { strapi: Core.Strapi }): InstructionsService => ({
  async of(code, campaignCode, lines) {
    const accounts: AccountService = strapi.plugin('donations').service('account');
    const cash = lines.find((line) => line.kind === 'cash');
    const [account] = cash === undefined ? [] : await accounts.publishedOf(campaignCode);
    const goods = lines.some((line) => line.kind === 'goods') ? { goods: { points: [] } } : {};
    if (cash === undefined || account === undefined) return goods;
    const { bin, bank, number, name } = account;
    const qr = encodeVietQr({ bin, account: number, amountVnd: cash.amount, memo: code });
    assert(qr.ok, `the account ${number} fits into no VietQR`);
    return {
      cash: {
        ...{ bank, bin, account: number, name },
        ...{ amount: String(cash.amount), memo: code, vietqr: qr.value },
      },
      ...goods,
    };
  },
});
