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

/** What editors would have written, in the languages in which it exists. */
type InLanguages<Text> = { readonly vi: Text; readonly en: Text | null };

interface WrittenSeed {
  readonly title: string;
  readonly lead: string;
  /** Markdown: headings, paragraphs, lists, quotes, links, bold and italic. */
  readonly body: string;
}

export interface ArticleSeed extends InLanguages<
  WrittenSeed & { readonly imageAlt?: string | null; readonly imageCaption?: string | null }
> {
  readonly key: string;
  readonly category: string;
  readonly publishedAt: string;
  readonly locality: string | null;
  readonly author: string | null;
  /** A file in `seed/newsroom/images`. */
  readonly image: string | null;
  readonly related: readonly string[];
  readonly directives: readonly string[];
}

export interface DirectiveSeed {
  readonly key: string;
  readonly number: number;
  readonly symbol: string;
  /** The abbreviation of Decree 30/2020/NĐ-CP; `CV` for an official letter, which has none. */
  readonly kind: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly effectiveOn: string | null;
  readonly expiresOn: string | null;
  readonly state: string;
  readonly abstract: string;
  readonly abstractEn: string;
  readonly signer: { readonly name: string; readonly title: string; readonly authority: string };
  readonly field: string;
  readonly scope: string;
  readonly urgency: string;
  readonly bases: readonly string[];
  readonly replaces: readonly string[];
  readonly amends: readonly string[];
  readonly guides: readonly string[];
  readonly body: string;
}

export interface PageSeed extends InLanguages<WrittenSeed> {
  readonly slug: string;
}

export interface FaqSeed extends InLanguages<{
  readonly question: string;
  readonly answer: string;
}> {
  readonly key: string;
  readonly position: number;
}

export interface PartnerSeed {
  readonly key: string;
  readonly position: number;
  readonly name: string;
  readonly nameEn: string;
  readonly address: string;
}

export interface AnnouncementSeed extends InLanguages<{
  readonly title: string;
  readonly text: string;
  readonly link: string | null;
  readonly linkText: string | null;
}> {
  readonly key: string;
  readonly level: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface ReceivingPointSeed extends InLanguages<{
  readonly name: string;
  readonly address: string;
  readonly hours: string;
  readonly note: string | null;
}> {
  readonly key: string;
  readonly position: number;
  readonly locality: string | null;
  readonly phone: string | null;
}

export type SettingSeed = InLanguages<Readonly<Record<string, string>>>;

export interface NewsroomSeed {
  readonly articles: readonly ArticleSeed[];
  readonly directives: readonly DirectiveSeed[];
  readonly pages: readonly PageSeed[];
  readonly faqs: readonly FaqSeed[];
  readonly partners: readonly PartnerSeed[];
  readonly announcements: readonly AnnouncementSeed[];
  readonly receivingPoints: readonly ReceivingPointSeed[];
  readonly settings: SettingSeed;
  /** Folder of the pictures. */
  readonly images: string;
}

/** The newsroom's demonstration content: what a fresh installation shows until its editors write. */
export function readNewsroomSeed(
  folder = path.join(__dirname, '..', 'seed', 'newsroom'),
): NewsroomSeed {
  const read = <T>(name: string) =>
    JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as T;
  return {
    articles: read('articles'),
    directives: read('directives'),
    pages: read('pages'),
    faqs: read('faqs'),
    partners: read('partners'),
    announcements: read('announcements'),
    receivingPoints: read('receiving-points'),
    settings: read('settings'),
    images: path.join(folder, 'images'),
  };
}
