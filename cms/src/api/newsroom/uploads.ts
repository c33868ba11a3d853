import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import { refuse, type Refused } from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import sharp, { type Sharp } from 'sharp';

/** The most that one request may bring. */
export const uploadBytesMax = 20 * 1024 * 1024;
const megapixelsMax = 50;
/** Longer sides are made this long: no page of ours shows more, and phone cameras send four times as much. */
const sidePixelsMax = 2560;

type FileKind = 'jpeg' | 'png' | 'webp' | 'pdf';

const kindsByEnding: Readonly<Record<string, FileKind>> = {
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.png': 'png',
  '.webp': 'webp',
  '.pdf': 'pdf',
};
const mimes: Readonly<Record<FileKind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
};

/** One file of a request as the multipart parser left it on disk. */
export interface ReceivedFile {
  filepath: string;
  originalFilename: string | null;
  mimetype: string | null;
  size: number;
}

const latin = (bytes: Buffer) => bytes.toString('latin1');

/** What the first bytes say; null for everything that is not taken. */
function kindOfBytes(head: Buffer): FileKind | null {
  const text = latin(head);
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  return text.startsWith('%PDF-') ? 'pdf' : null;
}

/** A zip names its directory at its end; one whose comment reaches exactly the end would open as an archive. */
function endsAsZip(tail: Buffer): boolean {
  const mark = Buffer.from('PK\x05\x06', 'latin1');
  for (let at = tail.indexOf(mark); at !== -1; at = tail.indexOf(mark, at + 1)) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  }
  return false;
}

/** Whether a file that begins like a PDF is one, and nothing else besides. */
function isPlainPdf(head: Buffer, tail: Buffer): boolean {
  if (/<(?:!doctype|html|script|svg)\b/i.test(latin(head))) return false;
  return latin(tail.subarray(-2048)).includes('%%EOF') && !endsAsZip(tail);
}

/** The first kilobyte and the last 66 of a file. */
async function endsOf(file: string, size: number) {
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(Math.min(1024, size));
    const tail = Buffer.alloc(Math.min(66_000, size));
    await handle.read(head, 0, head.length, 0);
    await handle.read(tail, 0, tail.length, size - tail.length);
    return { head, tail };
  } finally {
    await handle.close();
  }
}

const encoders: Readonly<Record<Exclude<FileKind, 'pdf'>, (picture: Sharp) => Sharp>> = {
  jpeg: (picture) => picture.jpeg({ quality: 88, progressive: true }),
  png: (picture) => picture.png({ compressionLevel: 9 }),
  webp: (picture) => picture.webp({ quality: 88 }),
};

/**
 * Draws a picture anew, upright and without anything that travelled with it: place, camera, thumbnails,
 * appended bytes. Its size is judged by its header, before a pixel is decoded.
 */
async function redraw(
  file: ReceivedFile,
  kind: Exclude<FileKind, 'pdf'>,
  name: string,
): Promise<Refused | null> {
  const fresh = `${file.filepath}-redrawn`;
  try {
    const header = await sharp(file.filepath, { limitInputPixels: false }).metadata();
    if (header.format !== kind) return refuse('file-disagrees', { file: name });
    if ((header.pages ?? 1) > 1) return refuse('file-kind-refused', { file: name });
    if (header.width * header.height > megapixelsMax * 1e6) {
      return refuse('picture-too-large', { file: name, megapixels: megapixelsMax });
    }
    const drawn = sharp(file.filepath, { limitInputPixels: megapixelsMax * 1e6, failOn: 'error' })
      .autoOrient()
      .resize({
        width: sidePixelsMax,
        height: sidePixelsMax,
        fit: 'inside',
        withoutEnlargement: true,
      });
    file.size = (await encoders[kind](drawn).toFile(fresh)).size;
  } catch {
    // Cut off, damaged, or made to confuse the decoder: it is not the picture that its name promises.
    return refuse('file-disagrees', { file: name });
  }
  await rename(fresh, file.filepath);
  return null;
}

/**
 * Makes a received file fit to be published, in its place: pictures are drawn anew, PDF files stay as they are.
 * Refuses what is neither JPEG, PNG, WebP nor PDF, what its name or declared type contradicts, and pictures of
 * more than 50 million pixels.
 */
export async function admit(file: ReceivedFile): Promise<Refused | null> {
  const name = path.basename(file.originalFilename ?? '').slice(0, 120);
  const ending = path.extname(name).toLowerCase();
  const named = kindsByEnding[ending];
  if (named === undefined) return refuse('file-kind-refused', { file: name });
  const { head, tail } = await endsOf(file.filepath, file.size);
  const found = kindOfBytes(head);
  if (found !== named || (named === 'pdf' && !isPlainPdf(head, tail))) {
    return refuse('file-disagrees', { file: name });
  }
  const declared = file.mimetype ?? '';
  if (declared !== '' && declared !== 'application/octet-stream' && declared !== mimes[named]) {
    return refuse('file-disagrees', { file: name });
  }
  file.mimetype = mimes[named];
  file.originalFilename = `${name.slice(0, name.length - ending.length)}${ending}`;
  return named === 'pdf' ? null : redraw(file, named, name);
}

/**
 * Pictures come clean out of `admit`; Strapi only makes the smaller sizes of them. Its own re-encoding keeps
 * the original, with all that it carries, whenever that is the smaller file.
 */
export async function ensureUploadSettings(strapi: Core.Strapi): Promise<void> {
  await strapi.store({ type: 'plugin', name: 'upload', key: 'settings' }).set({
    value: {
      sizeOptimization: false,
      responsiveDimensions: true,
      autoOrientation: false,
      aiMetadata: false,
    },
  });
}
