/**
 * The tables that only machines own: models without REST, screens or drafts. `register` adds them, so that
 * Strapi's schema sync creates and keeps them.
 */
const text = () => ({ type: 'text' });
// Strapi writes into the attributes it is given: each needs an object of its own.
const word = () => ({ type: 'string' });
const whole = () => ({ type: 'integer' });
const big = () => ({ type: 'biginteger' });

const model = (name: string, attributes: object, indexes: readonly object[]) => ({
  uid: `plugin::journal.${name.replaceAll('_', '-')}`,
  singularName: `journal-${name.replaceAll('_', '-')}`,
  tableName: `journal_${name}`,
  attributes: { id: { type: 'increments' }, ...attributes },
  indexes,
  foreignKeys: [],
  lifecycles: {},
});

const unique = (name: string, ...columns: string[]) => ({ name, columns, type: 'unique' });
const index = (name: string, ...columns: string[]) => ({ name, columns, type: null });

export const models = [
  // One row per entry; `canonical` is the text that is hashed, so there is no second copy that could differ.
  model('entries', { event: word(), subject: word(), canonical: text() }, [
    index('journal_entries_subject_ix', 'subject'),
  ]),
  // The queue of entries without a place: appending needs no lock, sealing empties it in order.
  model('pending', { entryId: whole() }, []),
  // The place of each entry in the one order of events. A table of its own, since entries never change.
  model(
    'seals',
    { seq: whole(), entryId: whole(), prevHash: word(), hash: word(), sealedAt: word() },
    [unique('journal_seals_seq_uq', 'seq'), unique('journal_seals_entry_uq', 'entry_id')],
  ),
  model(
    'outbox',
    {
      topic: word(),
      payload: text(),
      attempts: whole(),
      dueAt: big(),
      state: { type: 'enumeration', enum: ['waiting', 'dead'] },
      lastError: text(),
    },
    [index('journal_outbox_due_ix', 'state', 'due_at')],
  ),
  model('job_locks', { name: word(), holder: word(), expiresAt: big() }, [
    unique('journal_job_locks_name_uq', 'name'),
  ]),
];

/** What may never be updated or deleted. */
export const appendOnlyTables = ['journal_entries', 'journal_seals'];
