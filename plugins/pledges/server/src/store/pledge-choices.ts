import {
  fold,
  parseEmail,
  parsePhone,
  parseReferenceCode,
  parseVndTyped,
  type PledgeState,
} from '@chung-tay/domain';
import type { Core } from '@strapi/strapi';
import type { PledgeChoice } from '../types';
import { among, rowsOf } from './rows';

interface ChoiceRow {
  readonly code: string;
  readonly donor_name: string;
  readonly donor_kind: string;
  readonly campaign_code: string;
  readonly state: PledgeState;
  readonly cash_amount_vnd: string | number;
  readonly settled_vnd: string | number;
  readonly submitted_at: string | number | Date;
}

const columns = [
  ...['code', 'donor_name', 'donor_kind', 'campaign_code', 'state'],
  ...['cash_amount_vnd', 'settled_vnd', 'submitted_at'],
];

function choiceFromRow(row: ChoiceRow): PledgeChoice {
  const promised = Number(row.cash_amount_vnd);
  const settled = Number(row.settled_vnd);
  return {
    code: row.code,
    donorName: row.donor_name,
    donorKind: row.donor_kind,
    campaignCode: row.campaign_code,
    state: row.state,
    promisedVnd: String(promised),
    settledVnd: String(settled),
    remainingVnd: String(Math.max(promised - settled, 0)),
    submittedAt: new Date(row.submitted_at).toISOString(),
  };
}

export async function selectPledgeChoices(
  strapi: Core.Strapi,
  codes: readonly string[],
): Promise<Map<string, PledgeChoice>> {
  if (codes.length === 0) return new Map();
  const { sql, bindings } = among(strapi, 'code', [...new Set(codes)]);
  const rows = rowsOf<ChoiceRow>(
    await strapi.db.connection.raw(
      `select ${columns.join(', ')} from pledges_pledges where ${sql}`,
      bindings,
    ),
  );
  return new Map(rows.map((row) => [row.code, choiceFromRow(row)]));
}

const likeLiteral = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** Finds promises by code, by contact, by amount, or by words of the donor's name; those still open first. */
export async function searchPledges(
  strapi: Core.Strapi,
  typed: string,
  limit: number,
): Promise<PledgeChoice[]> {
  if (typed.trim() === '') return [];
  const query = strapi.db
    .connection('pledges_pledges')
    .orderByRaw("case when state = 'open' then 0 else 1 end, id desc")
    .limit(limit)
    .select(columns);
  const code = parseReferenceCode(typed);
  const email = parseEmail(typed);
  const phone = parsePhone(typed);
  const amount = parseVndTyped(typed);
  if (code !== null) query.where({ code });
  else if (email.ok) query.where({ donor_email: email.value });
  else if (phone.ok) query.where({ donor_phone: phone.value });
  else if (amount.ok) query.where('cash_amount_vnd', amount.value);
  else {
    for (const word of fold(typed).trim().split(/\s+/)) {
      query.whereRaw("search_text like ? escape '\\'", [`%${likeLiteral(word)}%`]);
    }
  }
  const rows: ChoiceRow[] = await query;
  return rows.map(choiceFromRow);
}
