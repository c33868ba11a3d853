import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { refuse } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { throwRefusal } from '../api/newsroom/desk';
import { admit, uploadBytesMax, type ReceivedFile } from '../api/newsroom/uploads';

type Next = () => Promise<void>;

/** Where the admin sends files: new ones (two doors, for many and for one), and a new version of one. */
const uploadPaths = /^\/upload(?:\/files(?:\/\d+\/replace)?)?\/?$/;
const fromAddressPath = /^\/upload\/actions\/upload-from-urls\/?$/;

const filesMax = 20;
/** Room for part headers, names and descriptions beside the files. */
const envelopeBytesMax = 128 * 1024;

/** Whether a session of the admin stands behind the request; the routes ask again, and for the permission. */
async function isLoggedIn(strapi: Core.Strapi, ctx: Context): Promise<boolean> {
  const [scheme = '', token = ''] = ctx.get('Authorization').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === '') return false;
  const sessions = strapi.sessionManager('admin');
  const read = sessions.validateAccessToken(token);
  return read.isValid && sessions.isSessionActive(read.payload.sessionId);
}

function filesOf(ctx: Context): ReceivedFile[] {
  // The parser puts them there; Koa's own types know nothing of it.
  const { files } = ctx.request as {
    files?: Readonly<Record<string, ReceivedFile | ReceivedFile[]>>;
  };
  return Object.values(files ?? {}).flat();
}

/**
 * Lets files in where the admin uploads, for somebody logged in, within limits, into a folder of their own that
 * is gone when the request is over. Every other route stays without multipart. Files by address are refused: the
 * server would fetch what it cannot judge.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const parser = strapi.middleware('strapi::body') as unknown as (
    config: object,
    context: { strapi: Core.Strapi },
  ) => (ctx: Context, next: Next) => Promise<void>;

  async function receive(ctx: Context, next: Next): Promise<void> {
    const uploadDir = await mkdtemp(path.join(tmpdir(), 'chung-tay-upload-'));
    const formidable = {
      uploadDir,
      maxFileSize: uploadBytesMax,
      maxFieldsSize: envelopeBytesMax,
      maxFields: 3 * filesMax,
    };
    try {
      await parser({ multipart: true, formidable }, { strapi })(ctx, async () => {
        const files = filesOf(ctx);
        if (files.length > filesMax) throwRefusal(refuse('too-many-files', { max: filesMax }));
        for (const file of files) {
          const refused = await admit(file);
          if (refused !== null) throwRefusal(refused);
        }
        await next();
      });
    } finally {
      await rm(uploadDir, { recursive: true, force: true });
    }
  }

  return async (ctx: Context, next: Next) => {
    if (ctx.method !== 'POST') return next();
    if (fromAddressPath.test(ctx.path)) return throwRefusal(refuse('upload-from-address-off'));
    if (!uploadPaths.test(ctx.path) || !ctx.is('multipart/form-data')) return next();
    if (!(await isLoggedIn(strapi, ctx))) {
      // A client that is still sending would see a broken connection instead of the answer.
      ctx.req.resume();
      return ctx.throw(401);
    }
    if ((ctx.request.length ?? 0) > uploadBytesMax + envelopeBytesMax) {
      ctx.req.resume();
      return throwRefusal(refuse('body-too-large', { maxBytes: uploadBytesMax }));
    }
    return receive(ctx, next);
  };
};
