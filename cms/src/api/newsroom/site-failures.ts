import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const failuresSchema = z.object({
  failures: z.array(
    z.object({
      address: z.string(),
      fault: z.string(),
      attempts: z.number(),
      since: z.string(),
    }),
  ),
});

/** A page that the site could not write, with how often it tried and since when. */
export type SiteFailure = z.infer<typeof failuresSchema>['failures'][number];

/**
 * Which pages the site fails to write: it notes them in a file of the data folder that both share, and removes
 * the file with the last of them. Without the file, or where the site lives elsewhere, none are known.
 */
export async function readSiteFailures(strapi: Core.Strapi): Promise<readonly SiteFailure[]> {
  const { dataDir } = strapi.config.get('plugin::journal') as { dataDir: string };
  try {
    const text = await readFile(path.join(dataDir, 'site', 'failures.json'), 'utf8');
    return failuresSchema.parse(JSON.parse(text)).failures;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      strapi.log.warn(`the site's note of its failures cannot be read: ${String(error)}`);
    }
    return [];
  }
}
