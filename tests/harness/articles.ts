import { spawn } from 'node:child_process';
import path from 'node:path';
import { environmentOf, pinnedNode, repository, type Place } from './cms.ts';

/**
 * Fills an existing installation with published articles, a fifth of them in English too, as if editors had
 * published them; a CMS may be running on the place. The same seed gives the same articles. Throws with the
 * output of the filling process when it fails.
 */
export async function generateArticles(place: Place, count: number, seed: number): Promise<void> {
  const child = spawn(
    pinnedNode,
    [path.join(import.meta.dirname, 'article-filler.ts'), String(count), String(seed)],
    {
      cwd: repository,
      env: environmentOf(place, { JOBS: 'off', LOG_LEVEL: 'error' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`generating articles ended with ${code}\n${output}`);
}
