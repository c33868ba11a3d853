/** One value that may be chosen, with the words that stand for it. */
export interface Choice {
  readonly value: string;
  readonly words: string;
}

/** Small letters without marks, so that “da nang” finds “Đà Nẵng”. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();

interface Named {
  readonly value?: unknown;
  readonly words?: unknown;
}

const isChoice = (entry: Named): entry is Choice =>
  typeof entry.value === 'string' && typeof entry.words === 'string';

async function rowsOf(address: string, list?: string): Promise<Record<string, unknown>[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const body: unknown = await answer.json();
  const rows: unknown =
    list === undefined ? body : (body as Readonly<Record<string, unknown>>)[list];
  if (!Array.isArray(rows)) throw new Error(`${address} gave no list`);
  return rows;
}

/** The localities of both epochs, today's first. `former` words one of before 1 July 2025. */
export async function readLocalities(former: (name: string) => string): Promise<readonly Choice[]> {
  const of = (epoch: string) =>
    rowsOf(`/api/provinces/localities?epoch=${epoch}`, 'localities').then((rows) =>
      rows.map(({ key, nameVi }) => ({ value: key, words: nameVi })).filter(isChoice),
    );
  const [today, before] = await Promise.all([of('vn34'), of('vn63')]);
  return [...today, ...before.map(({ value, words }) => ({ value, words: former(words) }))];
}

/** The campaigns that the public knows. */
export async function readCampaigns(): Promise<readonly Choice[]> {
  const rows = await rowsOf('/api/donations/campaigns');
  return rows.map(({ code, name }) => ({ value: code, words: name })).filter(isChoice);
}
