/**
 * The tables that only the newsroom's machinery owns. `entries` is the published state as the site reads it,
 * written in the transaction that publishes; content types remain what editors see.
 */
const text = () => ({ type: 'text' });
// Strapi writes into the attributes it is given: each needs an object of its own.
const word = () => ({ type: 'string' });
const whole = () => ({ type: 'integer' });
const big = () => ({ type: 'biginteger' });

const model = (name: string, attributes: object, indexes: readonly object[]) => ({
  uid: `api::newsroom.own-${name.replaceAll('_', '-')}`,
  singularName: `newsroom-own-${name.replaceAll('_', '-')}`,
  tableName: `newsroom_own_${name}`,
  attributes: { id: { type: 'increments' }, ...attributes },
  indexes,
  foreignKeys: [],
  lifecycles: {},
});

const unique = (name: string, ...columns: string[]) => ({ name, columns, type: 'unique' });
const index = (name: string, ...columns: string[]) => ({ name, columns, type: null });

export const models = [
  model(
    'entries',
    {
      kind: word(),
      locale: word(),
      documentKey: word(),
      slug: word(),
      state: word(),
      sortAt: big(),
      changedAt: big(),
      position: whole(),
      category: word(),
      issuerKey: word(),
      year: whole(),
      title: text(),
      titleLower: text(),
      titleKey: text(),
      lead: text(),
      body: text(),
      files: text(),
      links: text(),
      digest: word(),
      revision: whole(),
    },
    [
      unique('newsroom_own_entries_uq', 'kind', 'locale', 'document_key'),
      index('newsroom_own_entries_list_ix', 'kind', 'state', 'locale', 'sort_at'),
      index(
        'newsroom_own_entries_category_ix',
        ...['kind', 'state', 'locale', 'category', 'sort_at'],
      ),
      index('newsroom_own_entries_document_ix', 'document_key'),
      index('newsroom_own_entries_revision_ix', 'revision'),
    ],
  ),
  // Who holds an address, now or formerly: unique across drafts and published versions alike.
  model(
    'addresses',
    { kind: word(), locale: word(), slug: word(), documentKey: word(), state: word() },
    [
      unique('newsroom_own_addresses_uq', 'kind', 'locale', 'slug'),
      index('newsroom_own_addresses_document_ix', 'document_key'),
    ],
  ),
  model('counters', { name: word(), value: whole() }, [
    unique('newsroom_own_counters_name_uq', 'name'),
  ]),
  model('views', { documentKey: word(), locale: word(), views: big() }, [
    unique('newsroom_own_views_uq', 'document_key', 'locale'),
  ]),
  // A batch of views is counted once, however often it arrives.
  model('view_batches', { batch: word(), countedAt: big() }, [
    unique('newsroom_own_view_batches_uq', 'batch'),
  ]),
  model('digests', { file: word(), digest: word(), bytes: big() }, [
    unique('newsroom_own_digests_file_uq', 'file'),
  ]),
  // Scheduled publications that were refused, until they succeed or nobody asks for them any more.
  model(
    'refusals',
    {
      kind: word(),
      locale: word(),
      documentKey: word(),
      stamp: word(),
      attempts: whole(),
      nextAt: big(),
      reason: text(),
    },
    [unique('newsroom_own_refusals_uq', 'kind', 'locale', 'document_key')],
  ),
  // What the demonstration loaded, so that its removal touches nothing else.
  model('demonstration', { kind: word(), key: word(), target: word(), stamp: text() }, [
    unique('newsroom_own_demonstration_uq', 'kind', 'key'),
  ]),
];
