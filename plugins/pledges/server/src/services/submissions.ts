import { createHash, createHmac, randomInt } from 'node:crypto';
import {
  accept,
  assert,
  canonicalJson,
  fold,
  makeReferenceCode,
  payerKeyOf,
  promisedVndOf,
  refuse,
  riskOf,
  type Decision,
  type JsonObject,
  type PledgeSubmission,
} from '@chung-tay/domain';
import type { JournalService } from '@chung-tay/strapi-plugin-journal/strapi-server';
import type { Core } from '@strapi/strapi';
import type { PledgesConfig } from '../config';
import { entryOf, isStanding } from '../entries';
import { GroupCommit } from '../group-commit';
import * as store from '../store/pledges';
import type { PledgeAnswer, Submitted } from '../types';
import type { InstructionsService } from './instructions';

const batchMax = 200;
/** More than this many waiting submissions are told to come back; a queue that only grows helps nobody. */
const waitingMax = 5000;
const attemptsMax = 5;
const dayMs = 86_400_000;

interface Input {
  readonly key: string;
  readonly bodyHash: string;
  readonly token: string;
  readonly unitCode: string;
  readonly submission: PledgeSubmission;
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Whether the database itself is away or busy, so that trying each input alone is vain. */
function isOutage(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: unknown };
  return name === 'KnexTimeoutError' || /^(?:ECONN|EPIPE|08|57P|53)/.test(String(code ?? ''));
}

/** Writes submissions, many in one transaction, each key once for ever. */
export function submissions(strapi: Core.Strapi) {
  const { tokenSecret, expiryDays } = strapi.config.get('plugin::pledges') as PledgesConfig;
  const journal = (): JournalService => strapi.plugin('journal').service('journal');
  const instructions = (): InstructionsService => strapi.plugin('pledges').service('instructions');

  async function pledgeOf(input: Input): Promise<store.NewPledge> {
    const { submission } = input;
    const code = makeReferenceCode(String(randomInt(100_000_000)).padStart(8, '0'));
    const state = riskOf(submission).length > 0 ? 'needs-review' : 'open';
    const answer = {
      code,
      state,
      instructions: await instructions().of(
        code,
        submission.campaign,
        submission.lines,
        submission.donor.origin,
      ),
    };
    const submittedAt = new Date();
    return {
      ...{ code, state, submission, submittedAt },
      cashAmountVnd: promisedVndOf(submission),
      searchText: fold(`${code} ${submission.donor.name}`),
      payerKey: payerKeyOf(submission.donor.name),
      expiresAt: new Date(submittedAt.getTime() + expiryDays * dayMs),
      idempotencyKey: input.key,
      bodyHash: input.bodyHash,
      tokenHash: sha256(input.token),
      answer: JSON.stringify(answer),
    };
  }

  const answerOf = (text: string, token: string): PledgeAnswer => {
    const { code, state, instructions: how } = JSON.parse(text) as Omit<PledgeAnswer, 'token'>;
    return { code, token, state, instructions: how };
  };

  const replay = (input: Input, known: store.KnownKey): Decision<Submitted> =>
    known.bodyHash === input.bodyHash
      ? accept({ answer: answerOf(known.answer, input.token), replayed: true })
      : refuse('key-reused');

  function entriesOf(written: readonly { input: Input; pledge: store.NewPledge }[]) {
    return written.map(({ input: { submission, unitCode }, pledge }) =>
      entryOf(
        'submitted',
        {
          code: pledge.code,
          campaignCode: submission.campaign,
          unitCode,
          donorKind: submission.donor.kind,
          origin: submission.donor.origin,
          lines: submission.lines,
        },
        { before: false, after: isStanding(pledge.state) },
        'public',
        pledge.submittedAt,
        { state: pledge.state, lines: submission.lines.length },
      ),
    );
  }

  /** One transaction for all inputs. An input that is neither new nor known met a taken code. */
  async function attempt(inputs: readonly Input[]): Promise<(Decision<Submitted> | undefined)[]> {
    // Everything that is not the database's work is done before the transaction begins.
    const pledges = await Promise.all(inputs.map(pledgeOf));
    const both = inputs.map((input, index) => {
      const pledge = pledges[index];
      assert(pledge !== undefined, 'each input has its pledge');
      return { input, pledge };
    });
    const outcome: { written: Set<string>; known: Map<string, store.KnownKey> } =
      await strapi.db.transaction(async ({ trx }) => {
        const written = await store.insertPledges(strapi, trx, pledges);
        const isNew = ({ pledge }: { pledge: store.NewPledge }) => written.has(pledge.code);
        const added = both.filter(isNew);
        if (added.length > 0) await journal().append(trx, entriesOf(added));
        const others = both.filter((each) => !isNew(each)).map(({ input }) => input.key);
        const known = others.length === 0 ? [] : await store.selectByKeys(trx, others);
        return { written, known: new Map(known.map((row) => [row.idempotencyKey, row])) };
      });
    return both.map(({ input, pledge }) => {
      if (outcome.written.has(pledge.code)) {
        return accept({ answer: answerOf(pledge.answer, input.token), replayed: false });
      }
      const known = outcome.known.get(input.key);
      return known === undefined ? undefined : replay(input, known);
    });
  }

  async function write(inputs: readonly Input[]): Promise<Decision<Submitted>[]> {
    const outcomes = await attempt(inputs);
    for (let tries = 1; outcomes.includes(undefined); tries += 1) {
      assert(tries < attemptsMax, 'five new reference codes in a row were taken');
      const open = outcomes.flatMap((outcome, index) => (outcome === undefined ? [index] : []));
      const again = await attempt(open.flatMap((index) => inputs[index] ?? []));
      open.forEach((place, index) => {
        outcomes[place] = again[index];
      });
    }
    return outcomes.map((outcome) => outcome ?? refuse('too-busy'));
  }

  const commits = new GroupCommit<Input, Decision<Submitted>>({
    write,
    isOutage,
    batchMax,
    lanes: strapi.db.dialect.client === 'postgres' ? 2 : 1,
    waitingMax,
  });

  function inputOf(key: string, submission: PledgeSubmission, unitCode: string): Input {
    const bodyHash = sha256(canonicalJson(submission as unknown as JsonObject));
    // The token is computed and never stored, so that a replay can answer it again.
    const token = createHmac('sha256', tokenSecret)
      .update(`${key}\n${bodyHash}`)
      .digest('base64url');
    return { key, bodyHash, token, unitCode, submission };
  }

  return {
    async submit(
      key: string,
      submission: PledgeSubmission,
      unitCode: string,
    ): Promise<Decision<Submitted>> {
      return (await commits.submit(inputOf(key, submission, unitCode))) ?? refuse('too-busy');
    },
    /** The answer of an earlier submission with this key, if there was one. */
    async findEarlier(
      key: string,
      submission: PledgeSubmission,
    ): Promise<Decision<Submitted> | null> {
      const [known] = await store.selectByKeys(strapi.db.connection, [key]);
      return known === undefined ? null : replay(inputOf(key, submission, ''), known);
    },
  };
}
