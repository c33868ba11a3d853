import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface LocalitySeed {
  readonly key: string;
  readonly epoch: 'vn34' | 'vn63';
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly fullNameVi: string;
  readonly kind: string;
  readonly successorKey: string | null;
  readonly region: string | null;
}

export interface UnitSeed {
  readonly code: string;
  readonly kind: 'central' | 'province' | 'member';
  readonly nameVi: string;
  readonly nameEn: string;
  readonly localityKey: string | null;
}

export interface BankSeed {
  readonly bin: string;
  readonly shortName: string;
  readonly code: string;
  readonly nameVi: string;
  readonly swift: string | null;
}

export interface CatalogueSeed {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly category: string;
  readonly units: readonly { readonly vi: string; readonly en: string }[];
  readonly expires: boolean;
}

export interface CampaignSeed {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly causeVi: string;
  readonly causeEn: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly state: 'draft' | 'open' | 'closed';
  readonly demonstration: boolean;
  readonly memoNames: 'as-written' | 'initials' | 'hidden';
  readonly unitCode: string;
}

/** The fictitious campaign of a fresh installation; its bank does not exist, so its QR can hurt nobody. */
export interface DemonstrationSeed {
  readonly bank: BankSeed;
  readonly campaign: CampaignSeed;
  readonly account: { readonly bin: string; readonly number: string; readonly name: string };
}

export interface Seed {
  readonly localities: readonly LocalitySeed[];
  readonly units: readonly UnitSeed[];
  readonly banks: readonly BankSeed[];
  readonly catalogue: readonly CatalogueSeed[];
  readonly demonstration: DemonstrationSeed;
}

/**
 * The reference data of a fresh installation: localities of both epochs (NSO codes; resolution
 * 202/2025/QH15 for the 34), banks by NAPAS BIN, the catalogue of goods, and the demonstration campaign.
 */
export function readSeed(folder = path.join(__dirname, '..', 'seed')): Seed {
  const read = <T>(name: string) =>
    JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as T;
  return {
    localities: read('localities'),
    units: read('units'),
    banks: read('banks'),
    catalogue: read('catalogue'),
    demonstration: read('demonstration'),
  };
}
