import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { invite } from '../harness/editors.ts';
import { expect, logIn, test } from './place.ts';

const header = 'Thời điểm;Chứng từ;Tiền vào;Tiền ra;Còn lại;Lời nhắn';
const first = [
  '2024/09/10;A1;200 000;;1 200 000;ung ho dong bao',
  '2024/09/10;A2;;11 000;1 189 000;THU PHI',
];
const second = '2024/09/11;A3;50 000;;1 239 000;gui ba con';
const textOf = (rows: readonly string[]) =>
  ['Ngân hàng Chưa Biết', 'Số dư đầu kỳ;1.000.000', header, ...rows, ''].join('\r\n');

test('an officer describes an unknown layout, and the next file is known', async ({
  platform,
  browser,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'chung-tay-mapping-'));
  const officer = await browser.newContext({ baseURL: platform.cms.url, locale: 'vi-VN' });
  const desk = await officer.newPage();
  await desk.setViewportSize({ width: 1280, height: 1400 });
  const shoot = async (name: string) => {
    if (process.env.SHOTS)
      await desk.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
  };
  const send = async (name: string, rows: readonly string[]) => {
    const file = path.join(folder, name);
    await writeFile(file, textOf(rows));
    await desk.getByRole('link', { name: 'Sao kê', exact: true }).click();
    // Other journeys may have added accounts.
    await desk.getByRole('combobox', { name: 'Tài khoản', exact: true }).click();
    await desk.getByRole('option', { name: /0000000000/ }).click();
    await desk.getByLabel('Tệp sao kê').setInputFiles(file);
    await desk.getByRole('button', { name: 'Tải lên' }).click();
  };
  const choose = async (column: number, role: string) => {
    await desk.getByRole('combobox', { name: `Cột ${column}`, exact: true }).click();
    await desk.getByRole('option', { name: role, exact: true }).click();
  };

  await test.step('the file is refused with a way to describe it', async () => {
    // A person of its own: the admin lets nobody log in more than five times within five minutes.
    await logIn(desk, await invite(platform.cms, 'strapi-super-admin', 'khai-mau'));
    await send('thang-9.csv', first);
    const alert = desk.getByRole('alert').filter({ hasText: 'Chưa biết mẫu sao kê này' });
    await expect(alert).toBeVisible();
    await shoot('mapping-refused');
    await alert.getByRole('link', { name: 'Khai báo các cột của tệp này' }).click();
    await expect(desk.getByRole('heading', { name: 'Khai báo mẫu sao kê' })).toBeVisible();
    await expect(desk.getByRole('radio', { name: 'Tiêu đề 3' })).toBeChecked();
  });

  await test.step('the officer says what its columns hold, and sees what that gives', async () => {
    await choose(1, 'Ngày giao dịch');
    await choose(2, 'Số tham chiếu');
    await choose(3, 'Ghi nợ');
    await choose(4, 'Ghi có');
    await choose(5, 'Số dư');
    await choose(6, 'Nội dung');
    await desk.getByRole('button', { name: 'Xem trước' }).click();
    await expect(desk.getByText('✗ Sao kê không khớp')).toBeVisible();
    // The columns were mixed up: the balances say so.
    await choose(3, 'Ghi có');
    await choose(4, 'Ghi nợ');
    await desk.getByRole('button', { name: 'Xem trước' }).click();
    await expect(desk.getByText('✓ Khớp')).toBeVisible();
    await expect(desk.getByRole('row').filter({ hasText: 'A2' }).first()).toContainText('−11.000');
    await desk.getByLabel('Tên mẫu').fill('Ngân hàng Chưa Biết');
    await shoot('mapping-preview');
    await desk.getByRole('button', { name: 'Lưu mẫu và nhập sao kê' }).click();
    // The file is read twice: on trial before the template is saved, and for good.
    await expect(desk.getByText('thang-9.csv · 0000000000 · template-')).toBeVisible({
      timeout: 20_000,
    });
    await expect(desk.getByRole('button', { name: 'Chấp nhận' })).toBeVisible();
  });

  await test.step('the next file is known, and the template is listed', async () => {
    await send('thang-9-them.csv', [...first, second]);
    await expect(desk.getByText('thang-9-them.csv · 0000000000 · template-')).toBeVisible();
    await expect(desk.getByText('✓ Khớp')).toBeVisible();
    await desk.getByRole('link', { name: 'Sao kê', exact: true }).click();
    await desk.getByRole('link', { name: 'Mẫu sao kê' }).click();
    const row = desk.getByRole('row').filter({ hasText: 'Ngân hàng Chưa Biết' });
    await expect(row).toContainText('3 Ghi có · 4 Ghi nợ');
    await shoot('mapping-templates');
    await row.getByRole('button', { name: 'Ngừng dùng' }).click();
    await expect(row.getByRole('button')).toHaveCount(0);
  });

  await officer.close();
  await rm(folder, { recursive: true });
});
