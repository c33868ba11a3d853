import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { invite } from '../harness/editors.ts';
import { eventually, jsonOf } from '../harness/requests.ts';
import { writeVietcombankCsv } from '../harness/statement-file.ts';
import { expect, test } from './place.ts';

const account = '0000000000';

/** An officer at the admin, logged in. */
async function sitDown(
  browser: Browser,
  url: string,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, locale: 'vi-VN' });
  const desk = await context.newPage();
  await desk.goto('/admin');
  await desk.locator('input[name=email]').fill(email);
  await desk.locator('input[name=password]').fill(password);
  await desk.locator('button[type=submit]').click();
  await expect(desk.getByRole('link', { name: 'Sổ tiếp nhận' })).toBeVisible();
  return desk;
}

test('two officers put right what one alone could not', async ({ platform, browser }) => {
  const { cms } = platform;
  const total = async () => {
    const { figures } = await jsonOf<{ figures: { name: string; amountVnd: string }[] }>(
      await cms.fetch('/api/statistics/totals'),
    );
    return Number(figures.find(({ name }) => name === 'received.cash')?.amountVnd);
  };
  // What an earlier journey brought may still be on its way into the totals.
  let before = -1;
  for (let now = await total(); now !== before; now = await total()) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 3000));
  }
  const untilGrownBy = async (amountVnd: number) =>
    expect(await eventually(total, (received) => received === before + amountVnd)).toBe(
      before + amountVnd,
    );
  const second = await invite(cms, 'strapi-super-admin', 'so-sach');
  const first = await sitDown(
    browser,
    cms.url,
    await invite(cms, 'strapi-super-admin', 'nhap-sao-ke'),
  );
  const other = await sitDown(browser, cms.url, second);

  await test.step('a file that does not balance is refused, and waits', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-books-'));
    const file = path.join(folder, 'lech.csv');
    const row = (amountVnd: number, memo: string, reference: string) => ({
      ...{ bookedOn: '20/11/2026', reference, amountVnd, memo },
    });
    await writeVietcombankCsv(file, {
      account,
      openingVnd: 0,
      rows: [
        row(30_000_000, 'CONG TY HOA SEN ung ho', 'B1'),
        row(400_000, 'LE THI HOA chuyen nham', 'B2'),
        row(-11_000, 'THU PHI SMS', 'B3'),
      ],
      closingVnd: 30_400_000,
    });
    await first.getByRole('link', { name: 'Sao kê', exact: true }).click();
    // Other journeys may have added accounts.
    await first.getByRole('combobox', { name: 'Tài khoản', exact: true }).click();
    await first.getByRole('option', { name: /0000000000/ }).click();
    await first.getByLabel('Tệp sao kê').setInputFiles({
      ...{ name: 'lech.csv', mimeType: 'text/csv', buffer: await readFile(file) },
    });
    await first.getByRole('button', { name: 'Tải lên' }).click();
    await expect(first.getByRole('alert').filter({ hasText: 'không khớp' })).toBeVisible();
    await first.getByRole('row').filter({ hasText: 'lech.csv' }).getByRole('link').click();
    await first.getByRole('button', { name: 'Chấp nhận ngoại lệ' }).click();
    await first.getByLabel('Lý do (hiện công khai)').fill('Ngân hàng in thiếu một dòng phí');
    await first
      .getByRole('alertdialog')
      .getByRole('button', { name: 'Chấp nhận ngoại lệ' })
      .click();
    await expect(first.getByRole('alert').filter({ hasText: 'người thứ hai' })).toBeVisible();
  });

  await test.step('another officer accepts it all the same, and the public reads why', async () => {
    await other.goto(first.url());
    await other.getByRole('button', { name: 'Chấp nhận ngoại lệ' }).click();
    await other.getByLabel('Lý do (hiện công khai)').fill('Ngân hàng in thiếu một dòng phí');
    await other
      .getByRole('alertdialog')
      .getByRole('button', { name: 'Chấp nhận ngoại lệ' })
      .click();
    await expect(other.getByText('Đã ghi sổ xong')).toBeVisible();
    await expect(other.getByText(/Đã chấp nhận ngoại lệ: Ngân hàng in thiếu/)).toBeVisible();
    const { statements } = await jsonOf<{ statements: { control: object }[] }>(
      await cms.fetch('/api/donations/ledger/statements'),
    );
    expect(statements[0]?.control).toMatchObject({
      ...{ state: 'overridden', reason: 'Ngân hàng in thiếu một dòng phí' },
    });
    await untilGrownBy(400_000);
  });

  await test.step('the large gift waits for the first officer, who needs only keys', async () => {
    await other.getByRole('link', { name: 'Khoản chờ người thứ hai: 1' }).click();
    await expect(other.getByText('người khác phải xác nhận')).toBeVisible();
    await expect(other.getByRole('button', { name: 'Xác nhận' })).toBeDisabled();

    await first.getByRole('link', { name: 'Sổ tiếp nhận' }).click();
    await first.getByRole('listbox').focus();
    await first.keyboard.press('x');
    await expect(first.getByRole('alertdialog')).toContainText('30.000.000');
    await first.keyboard.press('Enter');
    await expect(first.getByText('Không có khoản nào đang chờ.')).toBeVisible();
    await untilGrownBy(30_400_000);
  });

  await test.step('a gift that was given back is reversed, and the total falls', async () => {
    await first.getByRole('link', { name: 'Dòng sao kê' }).click();
    await first.getByLabel('Nội dung, số tham chiếu, đối ứng').fill('chuyen nham');
    await first.getByRole('button', { name: 'Tìm' }).click();
    const row = first.getByRole('row').filter({ hasText: 'LE THI HOA' });
    await expect(row).toHaveCount(1);
    await row.getByRole('link').click();
    await first.getByRole('button', { name: 'Đảo khoản' }).click();
    await first.getByLabel('Lý do (hiện công khai)').fill('Người ủng hộ chuyển nhầm');
    const dialog = first.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Đảo khoản' }).click();
    await expect(
      first.getByText('Đã hoàn trả người ủng hộ: Người ủng hộ chuyển nhầm'),
    ).toBeVisible();
    await expect(first.getByRole('button', { name: 'Đảo khoản' })).toHaveCount(0);
    await untilGrownBy(30_000_000);
    const { rows } = await jsonOf<{ rows: { amountVnd: string; memo: string }[] }>(
      await cms.fetch('/api/donations/ledger?q=chuyen+nham'),
    );
    expect(rows.map(({ amountVnd }) => amountVnd)).toEqual(['-400000', '400000']);
  });

  await test.step('a rule is tried before it is saved', async () => {
    await first.getByRole('link', { name: 'Quy tắc phân loại' }).click();
    await first.getByRole('button', { name: 'Thêm quy tắc' }).click();
    await first.getByLabel('Cụm từ').fill('chuyển nhầm');
    await first.getByRole('combobox', { name: 'Chiều' }).click();
    await first.getByRole('option', { name: 'Ghi có' }).click();
    await first.getByRole('button', { name: 'Thử trên các dòng mới nhất' }).click();
    await expect(first.getByText(/1 dòng sẽ đổi loại/)).toBeVisible();
    await first.getByRole('button', { name: 'Lưu' }).click();
    await expect(first.getByRole('row').filter({ hasText: 'chuyen nham' })).toContainText('Ghi có');
  });
});
