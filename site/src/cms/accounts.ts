import { createPublicKey, verify } from 'node:crypto';
import { accountListText, type SignedAccountList } from '@chung-tay/domain';
import { kept } from './kept.ts';

/** The list, when its signature is that of the key beside it; null otherwise. */
function readList(body: unknown): SignedAccountList | null {
  try {
    const signed = body as SignedAccountList;
    const text = Buffer.from(accountListText(signed.list));
    const key = createPublicKey(signed.publicKey);
    return verify(null, text, key, Buffer.from(signed.signature, 'base64')) ? signed : null;
  } catch {
    return null;
  }
}

/** The signed list of receiving accounts. One of an earlier day never replaces a later one. */
export const accountList = kept<SignedAccountList>('accounts', '/donations/accounts', {
  read: readList,
  isAcceptable: (next, last) => next.list.issuedOn >= last.list.issuedOn,
});
