import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NewsroomSeed } from '@chung-tay/config';
import type { Core } from '@strapi/strapi';
import sharp from 'sharp';
import { directivePdf } from './directive-pdf';
import { pdfCaption, pdfKey, pdfName, pictureKey } from './documents';

/** One file of the demonstration: drawn or set only when it is missing. */
export interface PlannedFile {
  readonly key: string;
  readonly name: string;
  readonly mime: string;
  readonly alternativeText: string;
  readonly caption: string;
  make(): Promise<Buffer>;
}

const pictureWidth = 1600;

export function plannedFiles(seed: NewsroomSeed): PlannedFile[] {
  const pictures = seed.articles.flatMap((article): PlannedFile[] => {
    if (article.image === null) return [];
    const source = path.join(seed.images, article.image);
    return [
      {
        key: pictureKey(article),
        name: `${article.key}.webp`,
        mime: 'image/webp',
        alternativeText: article.vi.imageAlt ?? '',
        caption: article.vi.imageCaption ?? '',
        make: () => sharp(source).resize({ width: pictureWidth }).webp({ quality: 82 }).toBuffer(),
      },
    ];
  });
  const documents = seed.directives.map((directive): PlannedFile => ({
    key: pdfKey(directive),
    name: pdfName(directive),
    mime: 'application/pdf',
    alternativeText: '',
    caption: pdfCaption(directive),
    make: () => directivePdf(directive),
  }));
  return [...pictures, ...documents];
}

/** Hands a file to Strapi's upload as an editor would; gives its number. */
export async function upload(strapi: Core.Strapi, file: PlannedFile): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-demonstration-'));
  try {
    const filepath = path.join(folder, file.name);
    await writeFile(filepath, await file.make());
    const { name, alternativeText, caption } = file;
    const [uploaded] = (await strapi
      .plugin('upload')
      .service('upload')
      .upload({
        data: { fileInfo: { name, alternativeText, caption } },
        files: {
          filepath,
          originalFilename: name,
          mimetype: file.mime,
          size: (await stat(filepath)).size,
        },
      })) as { id: number }[];
    if (uploaded === undefined) throw new Error(`${name} was not taken`);
    return uploaded.id;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
