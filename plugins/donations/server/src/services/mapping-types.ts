import type { Decision, StatementMapping, TemplateState } from '@chung-tay/domain';
import type { Template, TypedBalances } from '../banks/types';
import type { StatementView } from '../types';

/** A template as officers see it. */
export interface TemplateView {
  readonly id: number;
  readonly name: string;
  /** The name of the layout that statements read by it bear. */
  readonly layout: string;
  readonly mapping: StatementMapping;
  readonly state: TemplateState;
  readonly savedBy: string;
  readonly savedAt: string;
  readonly retiredBy: string | null;
  readonly version: number;
}

export interface StatementTemplateService {
  /** The templates that reading a file knows. */
  current(): Promise<readonly Template[]>;
  list(): Promise<TemplateView[]>;
  /** Saves how files with this header are read. Refuses while another template is active for it. */
  save(
    input: {
      readonly name: string;
      readonly header: readonly string[];
      readonly mapping: StatementMapping;
    },
    actor: string,
  ): Promise<Decision<TemplateView>>;
  retire(id: number, version: number, actor: string): Promise<Decision<TemplateView>>;
}

/** The first rows of a file of an unknown layout, and what its columns might be. */
export interface UnmappedView {
  readonly file: string;
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
  readonly guess: StatementMapping;
}

/** What a mapping makes of a file; amounts are decimal strings. */
export interface MappingPreview {
  readonly control: {
    readonly ok: boolean;
    readonly code: string;
    readonly messages: { readonly vi: string; readonly en: string };
  };
  readonly openingVnd: string | null;
  readonly closingVnd: string | null;
  readonly creditVnd: string;
  readonly debitVnd: string;
  readonly rowCount: number;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly rows: readonly {
    readonly position: number;
    readonly bookedOn: string;
    readonly bookedAt: string | null;
    readonly amountVnd: string;
    readonly reference: string;
    readonly counterparty: string;
    readonly memo: string;
  }[];
}

export interface MappingService {
  show(file: string): Promise<Decision<UnmappedView>>;
  /** Reads the whole file as the mapping says, by the reader that imports use, and keeps nothing. */
  preview(
    file: string,
    given: {
      readonly accountNumber: string;
      readonly mapping: unknown;
      readonly typed: TypedBalances;
    },
  ): Promise<Decision<MappingPreview>>;
  /** Saves a mapping under a name, once the reader has read the file by it. */
  save(
    file: string,
    given: {
      readonly name: string;
      readonly accountNumber: string;
      readonly mapping: unknown;
    },
    actor: string,
  ): Promise<Decision<TemplateView>>;
  /** Uploads a kept file, now that a template knows it. */
  import(
    file: string,
    given: {
      readonly fileName: string;
      readonly accountNumber: string;
      readonly typed: TypedBalances;
    },
    actor: string,
  ): Promise<Decision<StatementView & { readonly alreadyKnown: boolean }>>;
}
