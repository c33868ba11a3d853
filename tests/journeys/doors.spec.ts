import { verify } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { invite, type Person } from '../harness/editors.ts';
import { expect, logIn, test, type Platform } from './place.ts';

async function deskOf(
  browser: Browser,
  { cms }: Platform,
  person: Pick<Person, 'email' | 'password'>,
) {
  const context = await browser.newContext({ baseURL: cms.url, locale: 'vi-VN' });
  const page = await context.newPage();
  await logIn(page, person as Person);
  return page;
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** What was refused; the admin has an empty alert of its own. */
const alertIn = (page: Page) => page.getByRole('alert').filter({ hasText: /./ });

const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) {
    await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
  }
};

test('an account is prepared by one officer, published by another, and anybody can check the list', async ({
  platform,
  browser,
}) => {
  const { cms, site } = platform;
  const second = await invite(cms, 'strapi-super-admin', 'cong-bo');
  const [first, other] = [
    await deskOf(browser, platform, await invite(cms, 'strapi-super-admin', 'nhap-tai-khoan')),
    await deskOf(browser, platform, second),
  ];

  await test.step('the first enters it, and cannot publish it', async () => {
    await first.getByRole('link', { name: 'Tài khoản', exact: true }).click();
    await first.getByRole('button', { name: 'Thêm tài khoản' }).click();
    await choose(first, 'Loại tiền', 'EUR');
    await choose(first, 'Ngân hàng', 'Không chọn (ngân hàng ở nước ngoài)');
    await first.getByLabel('Số tài khoản hoặc IBAN').fill('DE89 3704 0044 0532 0130 01');
    await first.getByLabel('Chủ tài khoản').fill('CHUNG TAY TRINH DIEN');
    await first.getByRole('button', { name: 'Lưu' }).click();
    await expect(alertIn(first)).toContainText('IBAN');
    await first.getByLabel('Số tài khoản hoặc IBAN').fill('DE89 3704 0044 0532 0130 00');
    await first.getByLabel('Mã SWIFT/BIC').fill('DEUTDEFF1');
    await first.getByRole('button', { name: 'Lưu' }).click();
    await expect(first.getByText('Mã SWIFT/BIC gồm 8 hoặc 11 ký tự')).toBeVisible();
    await shot(first, 'account-form');
    await first.getByLabel('Mã SWIFT/BIC').fill('DEUTDEFF');
    await first.getByLabel('Tên ngân hàng').fill('Demonstration Bank');
    await first.getByLabel('Địa chỉ ngân hàng').fill('1 Example Street, Frankfurt am Main');
    await first.getByLabel('Địa chỉ người thụ hưởng').fill('46 Example Street, Ha Noi');
    await first.getByRole('button', { name: 'Lưu' }).click();
    const row = first.getByRole('row').filter({ hasText: 'DE89370400440532013000' });
    await expect(row).toContainText('SWIFT DEUTDEFF');
    await shot(first, 'accounts');
    await row.getByRole('button', { name: 'Công bố' }).click();
    await first.getByRole('alertdialog').getByRole('button', { name: 'Công bố' }).click();
    await expect(alertIn(first)).toContainText('phải khác người đã nhập');
  });

  await test.step('the second publishes it', async () => {
    await other.getByRole('link', { name: 'Tài khoản', exact: true }).click();
    const row = other.getByRole('row').filter({ hasText: 'DE89370400440532013000' });
    await row.getByRole('button', { name: 'Công bố' }).click();
    await other.getByRole('alertdialog').getByRole('button', { name: 'Công bố' }).click();
    await expect(row).toContainText('Đã công bố');
  });

  await test.step('visitors see it, in both languages', async () => {
    const visitor = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url });
    const page = await visitor.newPage();
    for (const address of ['/thu-tuc-ung-ho', '/en/thu-tuc-ung-ho']) {
      await expect(async () => {
        await page.goto(address);
        await expect(page.locator('main')).toContainText('DE89 3704 0044 0532 0130 00', {
          timeout: 100,
        });
      }).toPass({ timeout: 10_000 });
      await expect(page.locator('main')).toContainText('46 Example Street, Ha Noi');
      await shot(page, `procedures-${address.length}`);
    }
    await visitor.close();
  });

  await test.step('the signature checks, and fails for a changed list', async () => {
    const read = async (ending: string) => {
      const answer = await fetch(`${site.url}/tai-khoan-tiep-nhan.${ending}`);
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    };
    const [list, key, signature] = [await read('json'), await read('pem'), await read('sig')];
    expect(list.toString()).toContain('DE89370400440532013000');
    expect(verify(null, list, key.toString(), signature)).toBe(true);
    const forged = Buffer.from(list.toString().replace('0532013000', '0532013001'));
    expect(verify(null, forged, key.toString(), signature)).toBe(false);
  });
});

test('cash at a counter gets a slip that can be printed, and a second officer voids it', async ({
  platform,
  browser,
}) => {
  const { cms, site } = platform;
  const second = await invite(cms, 'strapi-super-admin', 'huy-phieu');
  const desk = await deskOf(browser, platform, await invite(cms, 'strapi-super-admin', 'thu-quy'));
  let number = '';

  await test.step('nothing is chosen for the payer', async () => {
    await desk.getByRole('link', { name: 'Phiếu thu' }).click();
    await desk.getByRole('link', { name: 'Lập phiếu thu' }).click();
    await desk.getByLabel('Họ tên người nộp').fill('Nguyễn Văn Hồng');
    await desk.getByLabel('Số tiền (đồng)').fill('1.234.000');
    await desk.getByLabel('Cá nhân').check();
    await desk.getByRole('button', { name: 'Lập phiếu' }).click();
    await expect(desk.getByText('Hãy chọn một trong các lựa chọn đã cho.')).toBeVisible();
    await shot(desk, 'slip-form');
    await desk.getByLabel('Chỉ chữ cái đầu').check();
    await desk.getByRole('button', { name: 'Lập phiếu' }).click();
  });

  await test.step('the sheet stands alone on paper', async () => {
    const sheet = desk.locator('.slip-sheet');
    await expect(sheet).toContainText('Một triệu hai trăm ba mươi tư nghìn đồng');
    number = await desk.getByRole('heading', { level: 1 }).innerText();
    expect(number).toMatch(/^PT\/trung-uong\/\d{4}\/000001$/);
    await shot(desk, 'slip');
    await desk.emulateMedia({ media: 'print' });
    await expect(sheet).toBeVisible();
    await expect(desk.getByRole('button', { name: 'In phiếu' })).toBeHidden();
    if (process.env.SHOTS) {
      await desk.pdf({ path: `${process.env.SHOTS}/slip.pdf`, preferCSSPageSize: true });
      await desk.setViewportSize({ width: 720, height: 500 });
      await desk.screenshot({ path: `${process.env.SHOTS}/slip-print.png` });
      await desk.setViewportSize({ width: 1280, height: 720 });
    }
    await desk.emulateMedia({ media: 'screen' });
  });

  await test.step('the public ledger shows the gift without the name', async () => {
    const page = await browser.newPage({ baseURL: site.url });
    await expect(async () => {
      await page.goto(`/sao-ke?q=${encodeURIComponent(number)}`);
      await expect(page.locator('main')).toContainText('1.234.000', { timeout: 100 });
    }).toPass({ timeout: 10_000 });
    await expect(page.locator('main')).not.toContainText('Hồng');
    await page.close();
  });

  await test.step('another officer voids it, and it stays listed', async () => {
    const other = await deskOf(browser, platform, second);
    await other.getByRole('link', { name: 'Phiếu thu' }).click();
    const row = other.getByRole('row').filter({ hasText: number });
    await row.getByRole('button', { name: 'Hủy phiếu' }).click();
    const dialog = other.getByRole('alertdialog');
    await dialog.getByLabel('Lý do').fill('Ghi nhầm số tiền');
    await dialog.getByRole('button', { name: 'Hủy phiếu' }).click();
    await expect(row).toContainText('Đã hủy');
    await shot(other, 'slips');
  });
});

test('a settlement file of a wallet is held against its totals and booked', async ({
  platform,
  browser,
}) => {
  const person = await invite(platform.cms, 'strapi-super-admin', 'doi-soat-vi');
  const desk = await deskOf(browser, platform, person);
  await desk.getByRole('link', { name: 'Ví điện tử và tin nhắn' }).click();
  await choose(desk, 'Kênh', 'Ví MoMo');
  const text = [
    'Mã giao dịch,Thời gian,Số tiền,Số điện thoại,Lời nhắn,Phí',
    'M000000001,10/09/2024 08:00:01,50000,0912345678,ung ho dong bao,500',
    'M000000002,10/09/2024 08:00:02,70000,0912345678,chia se,700',
  ].join('\n');
  const file = { name: 'momo.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await desk.getByLabel('Tệp đối soát').setInputFiles(file);
  await desk.getByLabel('Số giao dịch').fill('2');
  await desk.getByLabel('Tổng số tiền').fill('120.001');
  await desk.getByRole('button', { name: 'Tải lên' }).click();
  await expect(alertIn(desk)).toContainText('Không khớp');
  await desk.getByLabel('Tổng số tiền').fill('120.000');
  await desk.getByRole('button', { name: 'Tải lên' }).click();
  await expect(desk.getByRole('status').filter({ hasText: 'Khớp' })).toBeVisible();
  const row = desk.getByRole('row').filter({ hasText: '120.000' });
  await row.getByRole('button', { name: 'Chấp nhận' }).click();
  await desk.getByRole('alertdialog').getByRole('button', { name: 'Chấp nhận' }).click();
  await expect(row).toContainText('Đã ghi 2/2');
  await shot(desk, 'wallets');
});
