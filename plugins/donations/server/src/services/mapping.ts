import {
  accept,
  parseMapping,
  refuse,
  wordsOf,
  type Decision,
  type StatementMapping,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import { shortened } from '../banks/first-rows';
import { guessMapping } from '../banks/guess';
import { headerKeyOf } from '../banks/layouts';
import type { CellRow, TypedBalances } from '../banks/types';
import type { ReadPreview } from '../banks/reader-messages';
import type { DonationsConfig } from '../config';
import type { AccountService, StatementService } from '../types';
import type { MappingPreview, MappingService, StatementTemplateService } from './mapping-types';
import { firstRows, previewStatement } from './statement-reading';
import { templateOf } from './statement-template';
import { dropUnmapped, unmappedPath } from './unmapped-file';

const shownRows = 25;
const previewRows = 20;
const untyped = { openingVnd: null, closingVnd: null };

const textOf = (amount: number | null) => (amount === null ? null : String(amount));

function viewOf({ reading, rows }: ReadPreview): MappingPreview {
  const { control } = reading;
  return {
    control: control.ok
      ? { ok: true, code: '', messages: { vi: '', en: '' } }
      : { ok: false, code: control.refusal, messages: wordsOf(control) },
    openingVnd: textOf(reading.openingVnd),
    closingVnd: textOf(reading.closingVnd),
    creditVnd: String(reading.creditVnd),
    debitVnd: String(reading.debitVnd),
    rowCount: reading.rowCount,
    periodFrom: reading.periodFrom,
    periodTo: reading.periodTo,
    rows: rows.map(({ position, bookedOn, bookedAt, amountVnd, ...row }) => ({
      ...{ position, bookedOn, bookedAt, amountVnd: String(amountVnd) },
      ...{ reference: row.reference, counterparty: row.counterparty, memo: row.memo },
    })),
  };
}

export default ({ strapi }: { strapi: Core.Strapi }): MappingService => {
  const dataDir = () => (strapi.config.get('plugin::donations') as DonationsConfig).dataDir;
  const statements = (): StatementService => strapi.plugin('donations').service('statement');
  const accounts = (): AccountService => strapi.plugin('donations').service('account');
  const templates = (): StatementTemplateService =>
    strapi.plugin('donations').service('statement-template');

  async function rowsOf(file: string): Promise<Decision<readonly CellRow[]>> {
    const path = await unmappedPath(dataDir(), file);
    return path === null ? refuse('unmapped-file-not-found') : firstRows(path, shownRows);
  }

  /** The header that a mapping means, as it stands in the file. */
  async function headerOf(
    file: string,
    given: unknown,
  ): Promise<Decision<{ header: readonly string[]; mapping: StatementMapping }>> {
    const mapping = parseMapping(given);
    if (!mapping.ok) return mapping;
    const rows = await rowsOf(file);
    if (!rows.ok) return rows;
    const { headerRow } = mapping.value;
    const header = rows.value.find(({ number }) => number === headerRow)?.cells ?? [];
    const named = header.filter((cell) => cell.trim() !== '').length;
    if (named < 3) return refuse('mapping-header-missing', { row: headerRow });
    return accept({ header, mapping: mapping.value });
  }

  async function read(
    file: string,
    given: {
      readonly accountNumber: string;
      readonly understood: { header: readonly string[]; mapping: StatementMapping };
      readonly typed: TypedBalances;
    },
  ): Promise<Decision<ReadPreview>> {
    const account = await accounts().findByNumber(given.accountNumber);
    if (account === null) return refuse('account-unknown', { account: given.accountNumber });
    const path = await unmappedPath(dataDir(), file);
    if (path === null) return refuse('unmapped-file-not-found');
    const { header, mapping } = given.understood;
    const template = templateOf('template', headerKeyOf(header), mapping);
    const request = { path, account: { ...account, memoNames: 'hidden' as const } };
    return previewStatement({ ...request, templates: [template], typed: given.typed }, previewRows);
  }

  return {
    async show(file) {
      const rows = await rowsOf(file);
      if (!rows.ok) return rows;
      return accept({ file, rows: shortened(rows.value), guess: guessMapping(rows.value) });
    },

    async preview(file, given) {
      const understood = await headerOf(file, given.mapping);
      if (!understood.ok) return understood;
      const preview = await read(file, { ...given, understood: understood.value });
      return preview.ok ? accept(viewOf(preview.value)) : preview;
    },

    async save(file, { name, accountNumber, mapping }, actor) {
      const understood = await headerOf(file, mapping);
      if (!understood.ok) return understood;
      const given = { accountNumber, understood: understood.value, typed: untyped };
      const preview = await read(file, given);
      if (!preview.ok) return preview;
      return templates().save({ name, ...understood.value }, actor);
    },

    async import(file, { fileName, accountNumber, typed }, actor) {
      const path = await unmappedPath(dataDir(), file);
      if (path === null) return refuse('unmapped-file-not-found');
      const uploaded = await statements().upload({ path, fileName, accountNumber, actor, typed });
      // What does not balance is a statement as well, listed and kept.
      const isStatement = uploaded.ok || uploaded.refusal.startsWith('statement-');
      const isUnknown = !uploaded.ok && uploaded.refusal === 'statement-header-unknown';
      if (isStatement && !isUnknown) await dropUnmapped(dataDir(), file);
      return uploaded;
    },
  };
};
