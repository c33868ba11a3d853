import type { Cms } from './cms.ts';

export type Collection = 'article' | 'directive' | 'page' | 'faq' | 'partner' | 'announcement';

export interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly documentId: string;
  readonly slug: string;
}

async function ask(cms: Cms, method: string, path: string, data?: object): Promise<Answer> {
  const answer = await cms.adminFetch(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(data === undefined ? {} : { body: JSON.stringify(data) }),
  });
  const text = await answer.text();
  const body = (text === '' ? {} : JSON.parse(text)) as {
    data?: { documentId?: string; slug?: string };
    error?: { name?: string; details?: { code?: string } };
  };
  return {
    status: answer.status,
    code: body.error?.details?.code ?? body.error?.name,
    documentId: body.data?.documentId ?? '',
    slug: body.data?.slug ?? '',
  };
}

/** What an editor does in the admin, by the requests that the admin makes. */
export function deskOf(cms: Cms) {
  const at = (kind: Collection) => `/content-manager/collection-types/api::newsroom.${kind}`;
  return {
    create: (kind: Collection, data: object, locale = 'vi') =>
      ask(cms, 'POST', `${at(kind)}?locale=${locale}`, data),
    save: (kind: Collection, id: string, data: object, locale = 'vi') =>
      ask(cms, 'PUT', `${at(kind)}/${id}?locale=${locale}`, data),
    publish: (kind: Collection, id: string, data: object, locale = 'vi') =>
      ask(cms, 'POST', `${at(kind)}/${id}/actions/publish?locale=${locale}`, data),
    unpublish: (kind: Collection, id: string, locale = 'vi') =>
      ask(cms, 'POST', `${at(kind)}/${id}/actions/unpublish?locale=${locale}`, {}),
    /** Deletes a document in every language, or in one. */
    remove: (kind: Collection, id: string, locale = '*') => {
      const query = kind === 'directive' || kind === 'partner' ? '' : `?locale=${locale}`;
      return ask(cms, 'DELETE', `${at(kind)}/${id}${query}`);
    },
    /** Creates and publishes; gives the publication's answer. */
    async post(kind: Collection, data: object): Promise<Answer> {
      const created = await ask(cms, 'POST', `${at(kind)}?locale=vi`, data);
      if (created.status >= 300) return created;
      const published = await ask(
        cms,
        'POST',
        `${at(kind)}/${created.documentId}/actions/publish?locale=vi`,
        data,
      );
      return { ...published, documentId: created.documentId };
    },
  };
}

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
