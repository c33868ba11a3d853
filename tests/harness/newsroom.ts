import { PNG } from 'pngjs';
import type { Cms } from './cms.ts';
import { adminPost, jsonOf } from './requests.ts';

type Plural = 'article' | 'directive' | 'page';
type Locale = 'vi' | 'en';

const collection = (kind: Plural) => `/content-manager/collection-types/api::newsroom.${kind}`;

/** Text as the editor of the admin writes it. */
export const blocksOf = (...paragraphs: readonly string[]) =>
  paragraphs.map((text) => ({ type: 'paragraph', children: [{ type: 'text', text }] }));

interface Saved {
  readonly data: { readonly documentId: string };
}

async function succeed(answer: Response): Promise<Response> {
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status} ${await answer.text()}`);
  return answer;
}

/** Writes a draft; gives its key. */
export async function draft(
  cms: Cms,
  kind: Plural,
  data: Record<string, unknown>,
  locale: Locale = 'vi',
): Promise<string> {
  const answer = await adminPost(cms, `${collection(kind)}?locale=${locale}`, data);
  return (await jsonOf<Saved>(await succeed(answer))).data.documentId;
}

/** Changes a draft; another language than the first one is written in the same way. */
export async function redraft(
  cms: Cms,
  kind: Plural,
  documentKey: string,
  data: Record<string, unknown>,
  locale: Locale = 'vi',
): Promise<void> {
  const answer = await cms.adminFetch(`${collection(kind)}/${documentKey}?locale=${locale}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(data),
  });
  await succeed(answer);
}

const act = async (
  cms: Cms,
  kind: Plural,
  documentKey: string,
  action: 'publish' | 'unpublish',
  locale: Locale,
) => {
  const path = `${collection(kind)}/${documentKey}/actions/${action}?locale=${locale}`;
  await succeed(await adminPost(cms, path));
};
export const publish = (cms: Cms, kind: Plural, documentKey: string, locale: Locale = 'vi') =>
  act(cms, kind, documentKey, 'publish', locale);
export const unpublish = (cms: Cms, kind: Plural, documentKey: string, locale: Locale = 'vi') =>
  act(cms, kind, documentKey, 'unpublish', locale);

/** Uploads a picture as the media library does; gives its id and the name of its file. */
export async function uploadPicture(
  cms: Cms,
  name: string,
): Promise<{ readonly id: number; readonly file: string }> {
  const picture = new PNG({ width: 320, height: 200 });
  picture.data.fill(0xb5);
  const form = new FormData();
  form.append(
    'files',
    new Blob([new Uint8Array(PNG.sync.write(picture))], { type: 'image/png' }),
    name,
  );
  form.append('fileInfo', JSON.stringify({ name, alternativeText: 'Kho hàng' }));
  const answer = await succeed(await cms.adminFetch('/upload', { method: 'POST', body: form }));
  const [file] = await jsonOf<readonly { id: number; url: string }[]>(answer);
  if (file === undefined) throw new Error('nothing was uploaded');
  return { id: file.id, file: file.url.split('/').at(-1) ?? '' };
}
