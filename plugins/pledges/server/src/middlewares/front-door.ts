import { refuse, type Refused } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import {
  answerSubmission,
  bodyBytesMax,
  refusalAnswer,
  refusalOfHead,
  type SubmissionAnswer,
} from '../submission-answer';
import type { PledgeService } from '../types';

/** The body as JSON, read within its limit. */
async function jsonOf(request: IncomingMessage): Promise<{ body: unknown } | Refused> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) return refuse('body-too-large', { maxBytes: bodyBytesMax });
    chunks.push(chunk);
  }
  try {
    // Invalid UTF-8 is refused here; a lenient decoder would store something else than was sent.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return { body: JSON.parse(text) as unknown };
  } catch {
    return refuse('body-malformed');
  }
}

/**
 * Answers `POST /api/pledges` before Strapi's own middlewares: in a disaster's hour this one address takes
 * the traffic, and the generic stack costs more than the promise itself (docs/decisions/0008). It keeps the
 * security headers that matter for JSON; other origins cannot call it with their own headers, since no
 * preflight is answered here.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  let pledges: PledgeService | undefined;

  async function answer(ctx: Context): Promise<SubmissionAnswer> {
    const key = ctx.get('Idempotency-Key');
    const isJson = /^application\/json\b/i.test(ctx.get('Content-Type'));
    const refused = refusalOfHead({ key, isJson, bytes: Number(ctx.get('Content-Length')) });
    if (refused !== null) {
      // What was sent is read away, so that the answer reaches the sender.
      ctx.req.resume();
      return refusalAnswer(refused);
    }
    const read = await jsonOf(ctx.req);
    if (!('body' in read)) return refusalAnswer(read);
    pledges ??= strapi.plugin('pledges').service('pledge') as unknown as PledgeService;
    return answerSubmission(pledges, key, read.body);
  }

  return async (ctx: Context, next: () => Promise<void>) => {
    if (ctx.method !== 'POST' || ctx.path !== '/api/pledges') return next();
    let answered: SubmissionAnswer;
    try {
      answered = await answer(ctx);
    } catch (error) {
      strapi.log.error(error);
      answered = { ...refusalAnswer(refuse('internal-error')), status: 500 };
    }
    ctx.status = answered.status;
    for (const [name, value] of Object.entries(answered.headers)) ctx.set(name, value);
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.body = answered.body;
  };
};
