import { expect, test as base, type Page } from '@playwright/test';
import { freePort, startPostgres } from '../harness/postgres.ts';
import { emptyPlace, startCms, type Cms, type Engine } from '../harness/cms.ts';
import type { Person } from '../harness/editors.ts';
import { eventually } from '../harness/requests.ts';
import { startSite, type Site } from '../harness/site.ts';

const demonstrationLoaded = 'Loaded the demonstration content';

export interface Platform {
  readonly engine: Engine;
  readonly cms: Cms;
  readonly site: Site;
}

/** A whole platform per worker: database, CMS and site as an installation has them. */
export const test = base.extend<object, { platform: Platform }>({
  platform: [
    // The first argument of a fixture names what it needs: nothing.
    async ({}, use, info) => {
      const engine = info.project.metadata.engine as Engine;
      const postgres = engine === 'postgres' ? await startPostgres() : undefined;
      const place = await emptyPlace(engine, postgres);
      const port = await freePort();
      const cms = await startCms(place, { env: { SITE_PORT: String(port), LOG_LEVEL: 'info' } });
      // Journeys begin on a site with content, as a visitor finds it.
      await eventually(cms.log, (log) => log.includes(demonstrationLoaded), 60_000);
      const site = await startSite(place, cms.url, { port });
      await eventually(
        async () => (await fetch(`${site.url}/readyz`)).text(),
        (state) => /"revision":[1-9]\d*,"pending":0/.test(state),
        60_000,
      );
      await use({ engine, cms, site });
      await site.stop();
      await cms.stop();
      await place.remove();
      await postgres?.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

/** Logs somebody in to the admin, as a person does in the browser. */
export async function logIn(
  page: Page,
  { email, password }: Pick<Person, 'email' | 'password'>,
): Promise<void> {
  await page.goto('/admin');
  await expect(page.getByRole('heading', { name: 'Chung Tay' })).toBeVisible();
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByLabel('Mật khẩu').first().fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('heading', { name: /^Xin chào/ })).toBeVisible();
}

export { expect };
