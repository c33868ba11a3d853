import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const secret = z.string().min(32);

const secretsSchema = z.object({
  appKeys: z.array(secret).min(2),
  adminJwtSecret: secret,
  apiTokenSalt: secret,
  transferTokenSalt: secret,
  encryptionKey: secret,
  /** Derives the private addresses of donors from their idempotency keys. */
  pledgeTokenSecret: secret,
  /** Signs the hidden key of the donation form. */
  formSecret: secret,
  /** Signs the hints that the CMS sends to the site. */
  hintSecret: secret,
  /** Seed (32 bytes, base64url) of the Ed25519 key that signs the list of receiving accounts. */
  accountListKey: secret,
  /** Password of the first administrator, unless FIRST_ADMIN_PASSWORD gives one. */
  firstAdminPassword: z.string().min(12),
});

export type Secrets = z.infer<typeof secretsSchema>;

const draw = () => randomBytes(32).toString('base64url');

/**
 * A secret that files of older installations lack, out of one that they have: processes that start together
 * agree on it without writing anything.
 */
const derived = (from: string, purpose: string) =>
  Buffer.from(hkdfSync('sha256', from, '', `chung-tay ${purpose}`, 32)).toString('base64url');

function withLaterSecrets(read: unknown): unknown {
  const known = read as Partial<Record<keyof Secrets, unknown>> | null;
  if (typeof known?.encryptionKey !== 'string' || known.accountListKey !== undefined) return read;
  return { ...known, accountListKey: derived(known.encryptionKey, 'account list') };
}

function drawAll(): Secrets {
  return {
    appKeys: [draw(), draw()],
    adminJwtSecret: draw(),
    apiTokenSalt: draw(),
    transferTokenSalt: draw(),
    encryptionKey: draw(),
    pledgeTokenSecret: draw(),
    formSecret: draw(),
    hintSecret: draw(),
    accountListKey: draw(),
    // Strapi asks for a lower-case letter, a capital and a digit; the rest is drawn.
    firstAdminPassword: `Ct1-${randomBytes(12).toString('base64url')}`,
  };
}

/**
 * The secrets of this installation, from `secrets.json` in the data folder (mode 0600). The first caller
 * draws them; two callers at once agree, because the finished file is linked into place and never
 * overwritten. Throws when the file is there but unusable: a new one would log everybody out and void
 * every donor's private address.
 */
export function readSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, `${JSON.stringify(drawAll(), null, 2)}\n`, { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  const parsed = secretsSchema.safeParse(withLaterSecrets(JSON.parse(readFileSync(file, 'utf8'))));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new Error(`${file} lacks or shortens: ${wrong}. Restore it from a backup.`);
  }
  return parsed.data;
}
