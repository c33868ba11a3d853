import { accountListText, type SignedAccountList } from '@chung-tay/domain';
import type { APIRoute } from 'astro';
import { accountList } from '../cms/accounts.ts';
import { accountWords } from '../words/accounts.ts';

/** Name of the three files, without their endings. */
export const fileName = 'tai-khoan-tiep-nhan';

const forms = {
  /** Exactly the bytes that are signed. */
  json: {
    type: 'application/json; charset=utf-8',
    bytes: ({ list }: SignedAccountList) => Buffer.from(accountListText(list)),
  },
  sig: {
    type: 'application/octet-stream',
    bytes: ({ signature }: SignedAccountList) => Buffer.from(signature, 'base64'),
  },
  pem: {
    type: 'application/x-pem-file',
    bytes: ({ publicKey }: SignedAccountList) => Buffer.from(publicKey),
  },
} as const;

/** Answers one of the three files with which anybody checks the list: the list, its signature, the key. */
export const accountFile =
  (form: keyof typeof forms): APIRoute =>
  async () => {
    const signed = await accountList.read();
    if (signed === null) {
      const text = `${accountWords.vi.away} / ${accountWords.en.away}\n`;
      return new Response(text, { status: 503, headers: { 'Retry-After': '60' } });
    }
    return new Response(new Uint8Array(forms[form].bytes(signed)), {
      headers: {
        'Content-Type': forms[form].type,
        'Cache-Control': 'public, max-age=0, s-maxage=1, stale-if-error=86400',
        'Access-Control-Allow-Origin': '*',
      },
    });
  };
