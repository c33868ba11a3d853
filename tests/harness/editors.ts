import { login, type Cms } from './cms.ts';
import { deskOf, type Desk } from './desk.ts';
import { adminPost, jsonOf } from './requests.ts';

/** Somebody of the newsroom, logged in. */
export interface Person {
  readonly email: string;
  readonly password: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  send(method: 'POST' | 'PUT', path: string, body?: unknown): Promise<Response>;
  readonly desk: Desk;
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
    desk: deskOf(fetchAs),
    send: (method, path, body = {}) =>
      fetchAs(path, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
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
