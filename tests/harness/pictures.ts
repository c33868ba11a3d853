import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#b5121b' } });

/** A photograph as a phone makes it: lying on its side, with the place where it was taken. */
export function phonePicture(width = 3000, height = 2000): Promise<Buffer> {
  return canvas(width, height)
    .withExif({
      IFD0: { Make: 'Telephone', Copyright: 'Nobody' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 0/1', GPSLongitudeRef: 'E' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

export const picture = (
  format: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif',
  width = 800,
  height = 600,
): Promise<Buffer> => canvas(width, height).toFormat(format).toBuffer();

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A whole, valid black PNG of any size in a few kilobytes, one bit per pixel. */
export function blackPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(height * (Math.ceil(width / 8) + 1)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A small PDF; `head` stands behind the first line, `after` behind the end. */
export function pdf({ head = '', after = '' }: { head?: string; after?: string } = {}): Buffer {
  return Buffer.from(
    `%PDF-1.4\n${head}1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n` +
      '2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n' +
      after,
    'latin1',
  );
}

/** The end of an empty zip archive: what a reader of archives looks for. */
export const zipEnd = `PK\x05\x06${'\0'.repeat(18)}`;
