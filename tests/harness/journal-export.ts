import { createHash } from 'node:crypto';
import {
  canonicalEntry,
  canonicalJson,
  genesisHash,
  sealedText,
  type Day,
  type Entry,
} from '@chung-tay/domain';
import type { Draw } from './corpus-random.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

export interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
}

function drawEntry(draw: Draw, number: number): Entry {
  return {
    event: draw.pick(['donations.posted', 'pledge.submitted', 'statement.accepted']),
    subject: `statement:${number}`,
    actor: `admin:${1 + draw.below(9)}`,
    unit: 'tw',
    on: '2024-09-10' as Day,
    at: `2024-09-10T03:${String(number % 60).padStart(2, '0')}:00.000Z`,
    facts: { count: draw.below(1000), digest: sha256(String(draw.number())) },
    postings: [
      {
        ...{ measure: 'received', kind: 'cash', channel: 'central-account', campaign: 'yagi' },
        ...{ unit: 'tw', locality: '', donorKind: '', origin: '', on: '2024-09-10' as Day },
        amountVnd: 1_000 * (1 + draw.below(5_000)),
        rows: 1 + draw.below(10),
      },
    ],
  };
}

/** Chains entries as the sealer does and gives them as lines of an export. */
export function sealLines(canonicals: readonly string[]): string[] {
  let hash = genesisHash;
  return canonicals.map((canonical, index) => {
    const prevHash = hash;
    hash = sha256(sealedText(prevHash, canonical));
    const place = { seq: index + 1, prevHash, hash, sealedAt: '2024-09-10T04:00:00.000Z' };
    return `${canonicalJson(place).slice(0, -1)},"entry":${canonical}}`;
  });
}

/** A made-up journal as its export has it. */
export function drawExport(draw: Draw, entries: number): string[] {
  return sealLines(
    Array.from({ length: entries }, (_, index) => canonicalEntry(drawEntry(draw, index + 1))),
  );
}

export const checkpointAt = (lines: readonly string[], seq: number): Checkpoint => {
  const { hash } = JSON.parse(lines[seq - 1] ?? '{}') as { hash: string };
  return { seq, hash };
};

export type MutationKind = 'flip' | 'delete' | 'insert' | 'swap' | 'cut' | 'rewrite';
export const mutationKinds: readonly MutationKind[] = [
  'flip',
  'delete',
  'insert',
  'swap',
  'cut',
  'rewrite',
];

const entryOf = (line: string) => line.slice(line.indexOf('"entry":') + 8, -1);

/** Changes the amount of one entry and chains everything anew, as whoever owns the database could. */
function rewrite(draw: Draw, lines: readonly string[], until: number): string[] {
  const place = draw.below(until);
  const changed = lines.map(entryOf);
  changed[place] = (changed[place] ?? '').replace(
    /"amountVnd":"\d/,
    `"amountVnd":"9${draw.digits(1)}`,
  );
  return sealLines(changed);
}

/** One way of tampering with an export up to its last checkpoint. It may be met by chance as it was. */
export function mutate(
  draw: Draw,
  kind: MutationKind,
  lines: readonly string[],
  checkpoint: number,
): string[] {
  const changed = [...lines];
  const at = draw.below(lines.length);
  const line = lines[at] ?? '';
  switch (kind) {
    case 'flip': {
      const place = draw.below(line.length);
      const sign = String.fromCharCode(line.charCodeAt(place) ^ (1 << draw.below(7)));
      changed[at] = line.slice(0, place) + sign + line.slice(place + 1);
      return changed;
    }
    case 'delete':
      // Behind the last checkpoint a missing end is no fault: it may not have been written yet.
      changed.splice(draw.below(checkpoint), 1);
      return changed;
    case 'insert':
      changed.splice(at, 0, lines[draw.below(lines.length)] ?? '');
      return changed;
    case 'swap': {
      const other = (at + 1 + draw.below(lines.length - 1)) % lines.length;
      changed[at] = lines[other] ?? '';
      changed[other] = line;
      return changed;
    }
    case 'cut':
      return changed.slice(0, draw.below(checkpoint));
    case 'rewrite':
      return rewrite(draw, lines, checkpoint);
  }
}
