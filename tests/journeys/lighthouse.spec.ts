import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { freePort } from '../harness/postgres.ts';
import { expect, test } from './place.ts';

const addresses = ['/', '/tin-tuc', '/ung-ho', '/thu-tuc-ung-ho', '/en'];
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
/** A machine that others share measures its own load as well: the last points of speed are its, not ours. */
const performanceMin = 90;
/** Of a browser that was given no time to paint Lighthouse has no score at all: nothing was measured. */
const runsMax = 3;

/** The four scores of a page, and what it lost points for. A run without a score is made again. */
async function measured(url: string, port: number) {
  for (let run = 1; ; run += 1) {
    const result = await lighthouse(url, {
      port,
      logLevel: 'silent',
      onlyCategories: [...categories],
    });
    const { categories: found = {}, audits = {}, runtimeError } = result?.lhr ?? {};
    const scores = categories.map((name) => found[name]?.score ?? null);
    if (scores.some((score) => score === null) && run < runsMax) {
      console.log(
        `Lighthouse, mobile, ${url}: no score, ${runtimeError?.code ?? 'an audit failed'}`,
      );
      continue;
    }
    const lost = Object.values(audits).flatMap(({ id, score, title }) =>
      score !== null && score < 1 ? [`${id}: ${title}`] : [],
    );
    return { scores: scores.map((score) => Math.round((score ?? 0) * 100)), lost };
  }
}

test('Lighthouse on a slow phone finds nothing to mend', async ({ platform }, { project }) => {
  test.skip(platform.engine !== 'sqlite', 'pages do not depend on the database');
  test.setTimeout(300_000);
  const port = await freePort();
  const { executablePath, args = [] } = project.use.launchOptions ?? {};
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...args, `--remote-debugging-port=${port}`],
  });
  try {
    for (const address of addresses) {
      const { scores, lost } = await measured(`${platform.site.url}${address}`, port);
      console.log(`Lighthouse, mobile, ${address}: ${scores.join(' / ')}`);
      const [performance, ...others] = scores;
      expect(others, `${address}\n${lost.join('\n')}`).toEqual([100, 100, 100]);
      expect(performance, address).toBeGreaterThanOrEqual(performanceMin);
    }
  } finally {
    await browser.close();
  }
});
