import { signHint } from '@chung-tay/config';
import type { OutboxService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';

const timeoutMs = 2000;

/** Tells the site that content changed. It is a hint: the site reads the truth itself. */
export function carryContentHints(strapi: Core.Strapi, siteUrl: string, secret: string): void {
  const outbox: OutboxService = strapi.plugin('journal').service('outbox');
  outbox.deliver(
    'site.content',
    async (payload) => {
      const body = JSON.stringify({ kind: 'content', ...(payload as object) });
      const answer = await fetch(`${siteUrl}/noi-bo/hint`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Hint-Signature': signHint(secret, body) },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!answer.ok) throw new Error(`the site answered ${answer.status}`);
    },
    { newestOnly: true },
  );
}
