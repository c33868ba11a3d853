import { signHint } from '@chung-tay/config';
import type { OutboxService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';

const timeoutMs = 2000;

/** The topics of the outbox that the site is told of, and what it calls them. */
const kinds = { 'site.totals': 'totals', 'site.content': 'content' } as const;

/** Tells the site what changed, by a signed POST. It is a hint: the site reads the truth itself. */
export function carryHints(strapi: Core.Strapi, siteUrl: string, secret: string): void {
  const outbox: OutboxService = strapi.plugin('journal').service('outbox');
  for (const [topic, kind] of Object.entries(kinds)) {
    const carry = async (payload: unknown) => {
      const body = JSON.stringify({ kind, ...(payload as object) });
      const answer = await fetch(`${siteUrl}/noi-bo/hint`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Hint-Signature': signHint(secret, body) },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!answer.ok) throw new Error(`the site answered ${answer.status}`);
    };
    outbox.deliver(topic, carry, { newestOnly: true });
  }
}
