import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { admin, emptyPlace, startCms, type Cms, type Engine } from '../harness/cms.ts';
import { invite, type Person } from '../harness/editors.ts';
import { startPostgres } from '../harness/postgres.ts';
import {
  adminPost,
  eventually,
  jsonOf,
  pledgeBody,
  submitPledge,
  uploadStatement,
  type PledgeAnswer,
} from '../harness/requests.ts';
import { writeVietcombankCsv } from '../harness/statement-file.ts';
import { expect as baseExpect, logIn } from './place.ts';

/** Other tests may keep the processors busy: what is shown in the end counts. */
const expect = baseExpect.configure({ timeout: 15_000 });

/** Officers need no site: a CMS alone. */
const test = base.extend<object, { cms: Cms }>({
  cms: [
    async ({}, use, info) => {
      const engine = info.project.metadata.engine as Engine;
      const postgres = engine === 'postgres' ? await startPostgres() : undefined;
      const place = await emptyPlace(engine, postgres);
      const cms = await startCms(place, { env: { SEED_DEMONSTRATION: 'true' } });
      await use(cms);
      await cms.stop();
      await place.remove();
      await postgres?.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const pledges = [
  ['Trần Thị Bích', '500000'],
  ['Lê Văn An', '300000'],
  ['Phạm Thị Chi', '400000'],
  ['Công ty TNHH Hoà Bình', '60000000'],
] as const;

async function pledgeAll(cms: Cms): Promise<string[]> {
  return Promise.all(
    pledges.map(async ([name, amount], index) => {
      const donor = { kind: 'individual', origin: 'domestic', name, phone: '0912 345 678' };
      const answer = await submitPledge(cms, `journey-${index}`, pledgeBody(amount, { donor }));
      return (await jsonOf<PledgeAnswer>(answer)).code;
    }),
  );
}

/** A statement in the books: one code with a wrong digit, one name, one gift of nobody, one large gift. */
async function receive(cms: Cms, second: Person, codes: readonly string[]): Promise<void> {
  const [code = ''] = codes;
  const slipped = `${code.slice(0, 12)}${(Number(code[12]) + 1) % 10}${code.slice(13)}`;
  const row = (reference: string, amountVnd: number, memo: string) => ({
    ...{ bookedOn: '24/11/2026', reference, amountVnd, memo },
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-workbench-'));
  const file = path.join(folder, 'sao-ke.csv');
  await writeVietcombankCsv(file, {
    account: '0000000000',
    openingVnd: 0,
    rows: [
      row('A1', 700_000, 'gia dinh ung ho dong bao vung lu'),
      row('A2', 60_000_000, 'CONG TY HOA BINH ung ho bao so 3'),
      row(
        'A3',
        250_000,
        'MBVCB.1234567890.gui ba con.CT tu 0011223344556 DO VAN KHANG toi 0000000000',
      ),
      row('A4', 500_000, `MBVCB.9876543210.${slipped} ung ho.CT tu 0099887766554 TRAN BICH toi 0`),
    ],
  });
  const uploaded = await uploadStatement(cms, '0000000000', 'sao-ke.csv', await readFile(file));
  await rm(folder, { recursive: true });
  const view = await jsonOf<{ id: number; version: number }>(uploaded);
  await adminPost(cms, `/donations/statements/${view.id}/accept`, { version: view.version });
  const held = await eventually(
    async () =>
      (
        await jsonOf<{ holds: { id: number; version: number }[] }>(
          await second.fetch('/donations/holds'),
        )
      ).holds,
    (holds) => holds.length === 1,
  );
  for (const { id, version } of held) {
    await second.send('POST', `/donations/holds/${id}/confirm`, { version });
  }
  await eventually(
    async () => jsonOf<Record<string, number>>(await cms.adminFetch('/pledges/workbench/counts')),
    (counts) => counts['suggested'] === 1 && counts['unidentified'] === 3,
  );
}

test('officers match gifts with pledges by the keyboard', async ({ cms, browser }, info) => {
  const second = await invite(cms, 'strapi-super-admin', 'nguoi-thu-hai');
  const codes = await pledgeAll(cms);
  await receive(cms, second, codes);
  const context = await browser.newContext({
    baseURL: cms.url,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await logIn(page, { ...second, ...admin });
  const panel = page.getByRole('region', { name: 'Khoản đang xem' });
  const rows = page.getByRole('option');
  const notice = page.getByRole('status').filter({ hasText: /\S/ });
  const tab = (name: string) => page.getByRole('tab', { name });
  const shoot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });

  await test.step('a suggestion says why, and Enter accepts it', async () => {
    await page.getByRole('link', { name: 'Đối chiếu' }).click();
    await expect(rows).toHaveCount(1);
    await expect(panel).toContainText('sai một chữ số');
    await expect(panel).toContainText('rất có thể');
    await expect(panel).toContainText('Trần Thị Bích');
    await shoot('suggested');
    await page.keyboard.press('Enter');
    await expect(notice).toContainText('Đã đối chiếu');
    await expect(rows).toHaveCount(0);
  });

  await test.step('u takes it back, with a reason', async () => {
    await page.keyboard.press('u');
    const dialog = page.getByRole('alertdialog');
    await expect(dialog.getByRole('button', { name: 'Hủy đối chiếu' })).toBeDisabled();
    await dialog.getByLabel('Lý do hủy').fill('nhầm người');
    await shoot('undo');
    await page.keyboard.press('Enter');
    await expect(notice).toContainText('Đã hủy đối chiếu');
    await expect(tab('Gợi ý')).toContainText('1');
    await expect(panel).toContainText('nhầm người');
    await expect(panel.getByRole('button', { name: /^Đúng khoản này/ })).toBeVisible();
  });

  await test.step('a gift is cut for two pledges', async () => {
    await tab('Chưa xác định').click();
    await expect(rows).toHaveCount(3);
    await page.keyboard.press('/');
    await page.keyboard.type('vung lu');
    await expect(rows).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(panel).toContainText('dong bao vung lu');
    await page.keyboard.press('s');
    for (const name of ['le van an', 'pham thi chi']) {
      await page.getByLabel('Tìm đăng ký').fill(name);
      await expect(panel.getByRole('button', { name: 'Chọn' })).toHaveCount(1);
      await page.keyboard.press('Enter');
    }
    await expect(panel).toContainText('Sau đó còn 0');
    const amount = panel.getByLabel(/^Số tiền cho/).last();
    await amount.fill('500000');
    await expect(panel).toContainText('Vượt quá 100.000');
    await amount.fill('350000');
    await shoot('split');
    await panel.getByRole('button', { name: 'Đối chiếu', exact: true }).click();
    await expect(notice).toContainText('Đã đối chiếu');
    await tab('Đã đối chiếu').click();
    await expect(rows).toContainText(['Lê Văn An, Phạm Thị Chi']);
    await expect(panel).toContainText('50.000');
    await shoot('settled');
  });

  await test.step('a large gift waits for a second person', async () => {
    await tab('Chưa xác định').click();
    await page.getByLabel('Tìm theo nội dung').fill('60.000.000');
    await expect(rows).toHaveCount(1);
    await expect(panel).toContainText('CONG TY HOA BINH');
    await page.getByLabel('Tìm đăng ký').fill('hoa binh');
    await panel.getByRole('button', { name: 'Chọn' }).click();
    await panel.getByRole('button', { name: 'Đối chiếu', exact: true }).click();
    await expect(notice).toContainText('chờ người thứ hai');
    await page.getByLabel('Tìm theo nội dung').fill('');
    await tab('Chờ người thứ hai').click();
    await expect(panel.getByRole('button', { name: 'Xác nhận' })).toBeVisible();
    await page.keyboard.press('Enter');
    const refused = page.getByRole('alert').filter({ hasText: /\S/ });
    await expect(refused).toContainText('người thứ hai');
    await shoot('waiting');
  });

  await test.step('the keys are explained', async () => {
    await page.keyboard.press('?');
    await expect(page.getByText('Nhận gợi ý đầu tiên', { exact: false })).toBeVisible();
    await shoot('keys');
    await page.keyboard.press('?');
  });

  await test.step('the second person confirms', async () => {
    const other = await browser.newContext({ baseURL: cms.url });
    const desk = await other.newPage();
    await logIn(desk, second);
    await desk.goto('/admin/plugins/pledges/workbench');
    await desk.getByRole('tab', { name: 'Chờ người thứ hai' }).click();
    await expect(desk.getByRole('button', { name: 'Xác nhận' })).toBeVisible();
    await desk.keyboard.press('Enter');
    await expect(desk.getByRole('status').filter({ hasText: 'Đã xác nhận' })).toBeVisible();
    await other.close();
  });
  await context.close();
});
