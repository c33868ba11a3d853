import { invite } from '../harness/editors.ts';
import { phonePicture } from '../harness/pictures.ts';
import { expect, logIn, test } from './place.ts';

const articlesIn = (language: string) =>
  `/admin/content-manager/collection-types/api::newsroom.article?plugins[i18n][locale]=${language}`;

test('a publisher writes an article with a picture and a place, looks at it, and publishes', async ({
  platform,
  browser,
}, info) => {
  const { cms } = platform;
  const publisher = await invite(cms, 'newsroom-publisher', 'xuat-ban');
  const context = await browser.newContext({ baseURL: cms.url });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const unworded: string[] = [];
  page.on('console', (message) => {
    if (/Missing (?:message|translation)/i.test(message.text())) unworded.push(message.text());
  });

  await test.step('the desk says that nothing waits', async () => {
    await logIn(page, publisher);
    await expect(page.getByText('Bàn biên tập')).toBeVisible();
    await expect(page.getByText('Không có gì đang chờ.')).toBeVisible();
    // Whoever cannot see money is not led to it.
    await expect(page.getByRole('link', { name: 'Sao kê' })).toHaveCount(0);
    await page.screenshot({ path: info.outputPath('home.png') });
  });

  await test.step('the article is written', async () => {
    await page.goto(articlesIn('vi'));
    await page.getByRole('link', { name: 'Tạo mục mới' }).first().click();
    await page.getByLabel('Tiêu đề*').fill('Bếp ăn cộng đồng ở Cao Bằng');
    await page.getByLabel('Sa-pô').fill('Hai nghìn suất ăn mỗi ngày.');
    // Strapi's editor of blocks has no name of its own.
    await page.locator('[data-slate-editor=true]').click();
    await page.keyboard.type('Ba xã cùng nấu.');

    await page.getByRole('combobox', { name: 'Chuyên mục' }).click();
    await page.getByRole('option', { name: 'Tin địa phương' }).click();

    const place = page.getByRole('combobox', { name: 'Địa phương' });
    await place.click();
    await place.pressSequentially('cao bang');
    await expect(page.getByRole('option')).toHaveText(['Cao Bằng', 'Cao Bằng (trước 1/7/2025)']);
    await page.keyboard.press('Enter');
    await expect(place).toHaveValue('Cao Bằng');

    const campaign = page.getByRole('combobox', { name: 'Đợt vận động' });
    await campaign.click();
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: 'Bỏ chọn' }).first().click();
    await expect(campaign).toHaveValue('');
  });

  await test.step('a picture is uploaded and becomes the cover', async () => {
    await page.getByText('Bấm để thêm tệp').first().click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('button', { name: /Thêm tệp/ })
      .first()
      .click();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'bếp ăn.jpg',
        mimeType: 'image/jpeg',
        buffer: await phonePicture(1600, 1200),
      });
    await page.getByRole('button', { name: /^Tải .*lên thư viện$/ }).click();
    await page.getByRole('button', { name: 'Hoàn tất' }).click();
    await page.screenshot({ path: info.outputPath('edit.png'), fullPage: true });
  });

  await test.step('it is saved, and the preview is at hand', async () => {
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(page.getByText('Đã lưu', { exact: false }).first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'Mở xem trước' })).toBeVisible();
  });

  await test.step('it is published', async () => {
    await page.getByRole('button', { name: 'Xuất bản', exact: true }).click();
    await expect(page.getByText('Đã xuất bản').first()).toBeVisible();
    const answer = await cms.fetch('/api/newsroom/articles/bep-an-cong-dong-o-cao-bang');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      title: 'Bếp ăn cộng đồng ở Cao Bằng',
      category: 'dia-phuong',
      localityKey: 'vn34:04',
      cover: { width: 1200, height: 1600 },
    });
  });

  await test.step('the list shows words, not keys', async () => {
    await page.goto(articlesIn('vi'));
    const row = page.getByRole('row', { name: /Bếp ăn cộng đồng ở Cao Bằng/ });
    await expect(row).toContainText('Tin địa phương');
    await expect(row).toContainText('Đã xuất bản');
    await page.screenshot({ path: info.outputPath('list.png') });
  });

  await test.step('a phone shows the same', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('/admin');
    await expect(page.getByText('Bàn biên tập')).toBeVisible();
    await page.screenshot({ path: info.outputPath('home-360.png') });
  });
  expect(unworded).toEqual([]);
  await context.close();
});
