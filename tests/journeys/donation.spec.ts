import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { parseVietQr } from '@chung-tay/domain';
import { admin } from '../harness/cms.ts';
import { writeVietcombankXlsx } from '../harness/statement-file.ts';
import { expect, test } from './place.ts';

test('a donor without JavaScript and an officer meet in the public ledger', async ({
  platform,
  browser,
}) => {
  const { cms, site } = platform;
  const visitor = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url });
  const page = await visitor.newPage();
  let code = '';
  let privateAddress = '';

  await test.step('the visitor walks the four steps', async () => {
    await page.goto('/');
    await expect(page.locator('data.figure__value')).toHaveAttribute('value', '0');
    await page.getByRole('link', { name: 'ỦNG HỘ NGAY' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Người ủng hộ');

    // Nothing filled: the summary comes first and says everything.
    await page.getByRole('button', { name: 'Tiếp tục' }).last().click();
    await expect(page.getByRole('heading', { name: 'Có 4 chỗ cần sửa' })).toBeVisible();
    await expect(page).toHaveTitle(/^Lỗi:/);

    await page.getByLabel('Cá nhân').check();
    await page.getByLabel('Họ tên hoặc tên tổ chức').fill('Trần Thị Bích');
    await page.getByLabel('Thư điện tử hoặc số điện thoại').fill('0912 345 678');
    await page.getByLabel('Chỉ chữ cái đầu').check();
    await page.getByLabel('Tôi đồng ý').check();
    await page.getByRole('button', { name: 'Tiếp tục' }).last().click();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Khoản ủng hộ');
    await page.getByLabel('Ủng hộ tiền mặt').check();
    await page.getByLabel('Số tiền (đồng)').fill('1.5');
    await page.getByRole('button', { name: 'Tiếp tục' }).last().click();
    await expect(page.locator('#so-tien-loi')).toHaveText(
      'Số tiền phải là số đồng nguyên, không có phần lẻ.',
    );
    await page.getByLabel('Số tiền (đồng)').fill('500.000');
    await page.getByLabel('Ủng hộ hiện vật').check();
    await page.getByLabel('Mặt hàng').selectOption({ label: 'Gạo' });
    await page.getByLabel('Số lượng').fill('10');
    await page.getByLabel('Đơn vị tính').fill('kg');
    await page.getByRole('button', { name: 'Thêm một dòng hiện vật' }).click();
    await page.getByLabel('Tên hiện vật (khi chọn Khác)').nth(1).fill('Áo phao');
    await page.getByLabel('Số lượng').nth(1).fill('20');
    await page.getByLabel('Đơn vị tính').nth(1).fill('chiếc');
    await page.getByRole('button', { name: 'Bỏ dòng này' }).first().click();
    await page.getByRole('button', { name: 'Tiếp tục' }).last().click();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kiểm tra lại');
    await expect(page.getByText('500.000')).toBeVisible();
    await expect(page.getByText('Năm trăm nghìn đồng')).toBeVisible();
    await expect(page.getByText('20 chiếc Áo phao')).toBeVisible();

    // For cash only, go back and take the goods away again.
    await page.getByRole('button', { name: 'Sửa' }).nth(1).click();
    await page.getByLabel('Ủng hộ hiện vật').uncheck();
    await page.getByRole('button', { name: 'Tiếp tục' }).last().click();
    await page.getByRole('button', { name: 'ỦNG HỘ NGAY' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('THỦ TỤC ỦNG HỘ');
    expect(page.url()).toMatch(/\/ung-ho\/[A-Za-z0-9_-]{20,}$/);
    privateAddress = page.url();
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/thanks.png`, fullPage: true });
    code = (await page.locator('.refcode').innerText()).replaceAll(' ', '');
  });

  await test.step('a phone would read the QR', async () => {
    const drawn = PNG.sync.read(await page.locator('svg.qr').screenshot());
    const read = jsqr(new Uint8ClampedArray(drawn.data), drawn.width, drawn.height);
    expect(parseVietQr(read?.data ?? '')).toEqual({
      ok: true,
      value: { bin: '999999', account: '0000000000', amountVnd: 500_000, memo: code },
    });
  });

  await test.step('the code tells its state and nothing personal', async () => {
    await page.goto(`/tra-cuu?ma=${code}`);
    await expect(page.locator('main')).toContainText('Chờ chuyển/gửi');
    await expect(page.locator('main')).not.toContainText('Bích');
    await expect(page.locator('main')).not.toContainText('500.000');
  });

  await test.step('the officer uploads, looks and accepts', async () => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'chung-tay-journey-')), 'sao-ke.xlsx');
    await writeVietcombankXlsx(file, {
      account: '0000000000',
      openingVnd: 2_000_000,
      rows: [
        {
          bookedOn: '24/11/2026',
          reference: '5213.00001',
          amountVnd: 500_000,
          memo: `MBVCB.123456789.${code} ung ho 0912345678.CT tu 0011223344556 TRAN THI BICH toi 0000000000 CHUNG TAY`,
        },
        {
          bookedOn: '24/11/2026',
          reference: '5213.00002',
          amountVnd: 200_000,
          memo: 'NGUYEN VAN AN ung ho dong bao',
        },
      ],
    });
    const officer = await browser.newContext({ baseURL: cms.url, locale: 'vi-VN' });
    const desk = await officer.newPage();
    await desk.goto('/admin');
    await desk.locator('input[name=email]').fill(admin.email);
    await desk.locator('input[name=password]').fill(admin.password);
    await desk.locator('button[type=submit]').click();
    await desk.getByRole('link', { name: 'Sao kê' }).click();
    await desk.getByLabel('Tệp sao kê').setInputFiles(file);
    await desk.getByRole('button', { name: 'Tải lên' }).click();
    await expect(desk.getByText('✓ Khớp')).toBeVisible();
    await expect(desk.getByText('2.700.000')).toBeVisible();
    await expect(desk.getByRole('row').filter({ hasText: 'Trần Thị Bích' })).toContainText(code);
    if (process.env.SHOTS)
      await desk.screenshot({ path: `${process.env.SHOTS}/admin.png`, fullPage: true });
    await desk.getByRole('button', { name: 'Chấp nhận' }).click();
    await expect(desk.getByText('Đã ghi sổ xong')).toBeVisible();
    await officer.close();
  });

  await test.step('within two seconds everybody sees it', async () => {
    const acceptedAt = Date.now();
    await expect(async () => {
      await page.goto('/');
      await expect(page.locator('data.figure__value')).toHaveAttribute('value', '700000', {
        timeout: 50,
      });
    }).toPass({ timeout: 10_000, intervals: [50] });
    const seenAfterMs = Date.now() - acceptedAt;
    console.log(
      `${platform.engine}: the total had grown ${seenAfterMs} ms after the officer saw it posted`,
    );
    expect(seenAfterMs).toBeLessThan(4000);
    await page.goto(`/tra-cuu?ma=${code}`);
    await expect(page.locator('main')).toContainText('Đã nhận đủ');
    await page.goto(privateAddress);
    await expect(page.locator('main')).toContainText('Đã nhận đủ');
    await page.goto('/sao-ke');
    const row = page.getByRole('row').filter({ hasText: code });
    await expect(row).toContainText('500.000');
    await expect(page.locator('main')).not.toContainText('0912345678');
    await expect(page.locator('main')).not.toContainText('0011223344556');
    await expect(page.locator('main')).not.toContainText('NGUYEN VAN AN');
    await row.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Dòng');
  });
  await visitor.close();
});
