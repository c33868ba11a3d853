/** What a reader asks of the list of documents. */
export interface DirectiveFilter {
  readonly kind: string;
  readonly issuer: string;
  readonly year: string;
}

const wordOf = (text: string | null) =>
  text !== null && /^[a-z0-9-]{1,200}$/.test(text) ? text : '';

/** Reads the filter out of the address; what is malformed counts as not asked. */
export const readFilter = (query: URLSearchParams): DirectiveFilter => ({
  kind: wordOf(query.get('loai')),
  issuer: wordOf(query.get('co-quan')),
  year: /^\d{4}$/.test(query.get('nam') ?? '') ? (query.get('nam') ?? '') : '',
});

/** The address of a filtered list and of a page of it. */
export function filterAddress(here: string, filter: DirectiveFilter, page: number): string {
  const query = new URLSearchParams();
  if (filter.kind !== '') query.set('loai', filter.kind);
  if (filter.issuer !== '') query.set('co-quan', filter.issuer);
  if (filter.year !== '') query.set('nam', filter.year);
  if (page > 1) query.set('trang', String(page));
  return query.size === 0 ? here : `${here}?${query}`;
}
