import { login, type Cms } from './cms.ts';
import { adminPost, jsonOf } from './requests.ts';

/** Somebody of the newsroom, logged in. */
export interface Person {
  readonly email: string;
  readonly password: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  send(method: 'POST' | 'PUT', path: string, body?: unknown): Promise<Response>;
  upload(name: string, type: string, bytes: Uint8Array, path?: string): Promise<Response>;
}

interface Role {
  readonly id: number;
  readonly code: string;
}

/** A person who sends with a token. */
function personWith(cms: Cms, email: string, password: string, token: string): Person {
  const fetchAs = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    return cms.fetch(path, { ...init, headers });
  };
  return {
    email,
    password,
    fetch: fetchAs,
    send: (method, path, body = {}) =>
      fetchAs(path, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    upload(name, type, bytes, path = '/upload') {
      const form = new FormData();
      form.set('fileInfo', JSON.stringify({ name, alternativeText: 'Ảnh thử' }));
      form.set('files', new File([bytes as Uint8Array<ArrayBuffer>], name, { type }));
      return fetchAs(path, { method: 'POST', body: form });
    },
  };
}

/** Invites somebody into the newsroom, as an administrator does, and lets them register and log in. */
export async function invite(cms: Cms, role: string, name: string): Promise<Person> {
  const email = `${name}@chungtay.example`;
  const password = 'Chung-Tay-5678';
  const { data: roles } = await jsonOf<{ data: Role[] }>(await cms.adminFetch('/admin/roles'));
  const { data: user } = await jsonOf<{ data: { registrationToken: string } }>(
    await adminPost(cms, '/admin/users', {
      email,
      firstname: name,
      lastname: 'Thử',
      roles: roles.filter(({ code }) => code === role).map(({ id }) => id),
    }),
  );
  await cms.fetch('/admin/register', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      registrationToken: user.registrationToken,
      userInfo: { firstname: name, lastname: 'Thử', password },
    }),
  });
  return personWith(cms, email, password, await login(cms.url, { email, password }));
}

/** The first administrator as a person. */
export async function administrator(
  cms: Cms,
  credentials: { readonly email: string; readonly password: string },
): Promise<Person> {
  const token = await login(cms.url, credentials);
  return personWith(cms, credentials.email, credentials.password, token);
}

export const articles = '/content-manager/collection-types/api::newsroom.article';

/** What a short article holds. */
export const articleBody = (title: string, other: Record<string, unknown> = {}) => ({
  title,
  category: 'trung-uong',
  lead: 'Lời dẫn của bài.',
  body: [{ type: 'paragraph', children: [{ type: 'text', text: 'Nội dung.' }] }],
  ...other,
});

export interface ArticleRow {
  readonly documentId: string;
  readonly title: string;
  readonly publishAt: string | null;
  readonly status: string;
}

/** Writes an article and gives its draft. */
export async function writeArticle(
  person: Person,
  title: string,
  other: Record<string, unknown> = {},
): Promise<ArticleRow> {
  const answer = await person.send('POST', `${articles}?locale=vi`, articleBody(title, other));
  if (!answer.ok) throw new Error(`writing answered ${answer.status}: ${await answer.text()}`);
  return (await jsonOf<{ data: ArticleRow }>(answer)).data;
}
