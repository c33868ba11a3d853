import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import {
  accountListText,
  dayOf,
  type AccountList,
  type ListedAccount,
  type SignedAccountList,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { DonationsConfig } from '../config';
import { fresh } from '../fresh';
import { selectAccounts } from '../store/accounts';
import type { AccountListService, Campaign, CampaignService, ReceivingAccount } from '../types';

/** What stands before the seed in the PKCS #8 form of an Ed25519 key (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

function keysOf(seed: string) {
  const key = Buffer.concat([pkcs8Head, Buffer.from(seed, 'base64url')]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return {
    privateKey,
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    keyId: createHash('sha256').update(der).digest('hex'),
  };
}

/** Null for an account that the public has never been shown. */
function listed(account: ReceivingAccount, campaign: Campaign | undefined): ListedAccount | null {
  const { state, publishedOn, endedOn } = account;
  if (state === 'pending' || publishedOn === null) return null;
  if (campaign === undefined || campaign.state === 'draft') return null;
  return {
    campaign: campaign.code,
    campaignName: campaign.nameVi,
    campaignNameEn: campaign.nameEn,
    demonstration: campaign.demonstration,
    bank: account.bank,
    bin: account.bin === '' ? null : account.bin,
    number: account.number,
    name: account.name,
    currency: account.currency,
    transfer: account.transfer,
    ...{ state, publishedOn, endedOn },
  };
}

export default ({ strapi }: { strapi: Core.Strapi }): AccountListService => {
  const { accountListKey, publicSiteUrl } = strapi.config.get(
    'plugin::donations',
  ) as DonationsConfig;
  const { privateKey, publicKey, keyId } = keysOf(accountListKey);
  const campaigns = (): CampaignService => strapi.plugin('donations').service('campaign');

  const signed = fresh(async (): Promise<SignedAccountList> => {
    const known = new Map((await campaigns().list()).map((each) => [each.code, each]));
    const accounts = (await selectAccounts(strapi)).flatMap(
      (account) => listed(account, known.get(account.campaignCode)) ?? [],
    );
    const list: AccountList = {
      version: 1,
      issuer: publicSiteUrl,
      issuedOn: dayOf(Date.now()),
      verifiedBy: 'two-people',
      accounts,
    };
    const signature = sign(null, Buffer.from(accountListText(list)), privateKey);
    return {
      list,
      algorithm: 'Ed25519',
      ...{ keyId, publicKey },
      signature: signature.toString('base64'),
    };
  });
  return { signed };
};
