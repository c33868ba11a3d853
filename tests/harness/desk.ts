/** Asks the admin's API as somebody who is logged in. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

export type Collection =
  'article' | 'directive' | 'page' | 'faq' | 'partner' | 'announcement' | 'receiving-point';
export type Language = 'vi' | 'en';

export interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly documentId: string;
  readonly slug: string;
  readonly publishAt: string | null;
}

interface Sent {
  readonly data?: {
    readonly documentId?: string;
    readonly slug?: string;
    readonly publishAt?: string | null;
  };
  readonly error?: { readonly name?: string; readonly details?: { readonly code?: string } };
}

/** The key of the document that a change was about; throws unless the change was accepted. */
export async function accepted(answer: Promise<Answer>): Promise<string> {
  const { status, code, documentId } = await answer;
  if (status >= 300) throw new Error(`the change was answered ${status}: ${code ?? ''}`);
  return documentId;
}

/** The number and the name of an uploaded file; throws unless it was accepted. */
export async function uploaded(
  sent: Promise<Response>,
): Promise<{ readonly id: number; readonly file: string }> {
  const answer = await sent;
  if (!answer.ok) throw new Error(`upload answered ${answer.status}: ${await answer.text()}`);
  const [file] = (await answer.json()) as readonly { id: number; url: string }[];
  if (file === undefined) throw new Error('nothing was uploaded');
  return { id: file.id, file: file.url.split('/').at(-1) ?? '' };
}

/**
 * What somebody does in the admin, by the requests that the admin makes. Every change is answered, refusals
 * as well; documents without languages take none.
 */
export function deskOf(askAs: Ask) {
  const at = (kind: Collection, rest: string, locale: Language | '*') => {
    const isLocalized = kind !== 'directive' && kind !== 'partner';
    const path = `/content-manager/collection-types/api::newsroom.${kind}${rest}`;
    return isLocalized ? `${path}?locale=${locale}` : path;
  };
  async function ask(method: string, path: string, data?: object): Promise<Answer> {
    const answer = await askAs(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(data === undefined ? {} : { body: JSON.stringify(data) }),
    });
    const text = await answer.text();
    const { data: document, error } = (text === '' ? {} : JSON.parse(text)) as Sent;
    return {
      status: answer.status,
      code: error?.details?.code ?? error?.name,
      documentId: document?.documentId ?? '',
      slug: document?.slug ?? '',
      publishAt: document?.publishAt ?? null,
    };
  }
  const create = (kind: Collection, data: object, locale: Language = 'vi') =>
    ask('POST', at(kind, '', locale), data);
  const publish = (kind: Collection, id: string, data: object = {}, locale: Language = 'vi') =>
    ask('POST', at(kind, `/${id}/actions/publish`, locale), data);
  return {
    create,
    publish,
    /** Changes a draft; another language than the first one is written in the same way. */
    save: (kind: Collection, id: string, data: object, locale: Language = 'vi') =>
      ask('PUT', at(kind, `/${id}`, locale), data),
    unpublish: (kind: Collection, id: string, locale: Language = 'vi') =>
      ask('POST', at(kind, `/${id}/actions/unpublish`, locale), {}),
    /** Deletes a document in every language, or in one. */
    remove: (kind: Collection, id: string, locale: Language | '*' = '*') =>
      ask('DELETE', at(kind, `/${id}`, locale)),
    /** Creates and publishes; gives the publication's answer. */
    async post(kind: Collection, data: object): Promise<Answer> {
      const created = await create(kind, data);
      if (created.status >= 300) return created;
      const published = await publish(kind, created.documentId, data);
      return { ...published, documentId: created.documentId };
    },
    settle: (data: object, locale: Language = 'vi') =>
      ask('PUT', `/content-manager/single-types/api::newsroom.site-setting?locale=${locale}`, data),
    /** Asks for the address at which the site shows a draft. */
    preview(kind: Collection, documentId: string): Promise<Response> {
      const query = new URLSearchParams({ documentId, locale: 'vi', status: 'draft' });
      return askAs(`/content-manager/preview/url/api::newsroom.${kind}?${query}`);
    },
    /** Sends a file as the media library does. */
    upload(name: string, type: string, bytes: Uint8Array, path = '/upload'): Promise<Response> {
      const form = new FormData();
      form.set('fileInfo', JSON.stringify({ name, alternativeText: 'Ảnh thử' }));
      form.set('files', new File([bytes as Uint8Array<ArrayBuffer>], name, { type }));
      return askAs(path, { method: 'POST', body: form });
    },
  };
}

export type Desk = ReturnType<typeof deskOf>;

export const paragraphOf = (text: string) => [
  { type: 'paragraph', children: [{ type: 'text', text }] },
];

/** The fields of an article that can be published. */
export const articleOf = (title: string, more: object = {}) => ({
  title,
  category: 'trung-uong',
  lead: `Lời dẫn của ${title}.`,
  body: paragraphOf(`Nội dung của ${title}.`),
  ...more,
});

export const directiveOf = (number: number, more: object = {}) => ({
  number,
  symbol: 'QĐ-BVĐ',
  kind: 'quyet-dinh',
  issuer: 'Ban Vận động cứu trợ Trung ương',
  issuedOn: '2026-05-04',
  abstract: `Về việc thử nghiệm số ${number}`,
  state: 'in-force',
  urgency: 'thuong',
  secrecy: 'thuong',
  scope: 'trung-uong',
  ...more,
});
