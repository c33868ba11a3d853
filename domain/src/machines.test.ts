import { describe, expect, it, test } from 'vitest';
import {
  accountEdges,
  accountEvents,
  accountStates,
  decideAccount,
  decidePledge,
  decideStatement,
  fulfilmentOf,
  fulfilments,
  pledgeEdges,
  pledgeEvents,
  pledgeStates,
  publicStateOf,
  publicStateWords,
  publicStates,
  rejectionReasons,
  statementEdges,
  statementEvents,
  statementStates,
  type PledgeActorKind,
} from './index.ts';

const actors: readonly PledgeActorKind[] = ['donor', 'staff', 'clock', 'settlement'];
const reachable = (start: string, edges: readonly (readonly [string, string, string])[]) => {
  const found = new Set([start]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const [from, , to] of edges) if (found.has(from)) found.add(to);
  }
  return [...found].sort();
};

describe('a pledge', () => {
  // Every state × event × actor: allowed exactly where the table says so.
  const table = `
    needs-review approved staff open
    needs-review rejected staff rejected
    open rejected staff rejected
    needs-review withdrawn donor withdrawn
    needs-review withdrawn staff withdrawn
    open withdrawn donor withdrawn
    open withdrawn staff withdrawn
    open expired clock expired
    open settled-full settlement closed
    expired settled-full settlement closed
    expired settled-partly settlement open
    open written-off staff closed
    closed settlement-undone staff open`;
  const expected = new Map(
    table
      .trim()
      .split('\n')
      .map((line) => line.trim().split(' '))
      .map(([from, event, by, to]) => [`${from} ${event} ${by}`, to]),
  );
  const cases = pledgeStates.flatMap((state) =>
    pledgeEvents.flatMap((event) => actors.map((by) => ({ state, event, by }))),
  );

  test.each(cases)('in $state on $event by $by', ({ state, event, by }) => {
    const reason = event === 'rejected' ? rejectionReasons[0] : 'đã thống nhất với người ủng hộ';
    const decision = decidePledge({ state, expiresAt: 0 }, { event, by, reason }, 1);
    const isRecordedOnly =
      by === 'settlement' &&
      event.startsWith('settled') &&
      !pledgeEdges.some((edge) => edge.from === state && edge.event === event);
    const to = expected.get(`${state} ${event} ${by}`) ?? (isRecordedOnly ? state : undefined);
    expect(decision.ok ? decision.value : undefined).toBe(to);
  });

  it('reaches every state from its two beginnings', () => {
    const edges = pledgeEdges.map(({ from, event, to }) => [from, event, to] as const);
    expect(reachable('needs-review', edges)).toEqual([...pledgeStates].sort());
  });

  it('does not expire before its time', () => {
    const command = { event: 'expired', by: 'clock' } as const;
    expect(decidePledge({ state: 'open', expiresAt: 2 }, command, 1).ok).toBe(false);
    expect(decidePledge({ state: 'open', expiresAt: 2 }, command, 2).ok).toBe(true);
  });

  it('is neither written off nor rejected without a reason that exists', () => {
    const open = { state: 'open', expiresAt: 0 } as const;
    expect(decidePledge(open, { event: 'written-off', by: 'staff' }, 0)).toMatchObject({
      refusal: 'reason-missing',
    });
    expect(
      decidePledge(open, { event: 'rejected', by: 'staff', reason: 'vì thế' }, 0),
    ).toMatchObject({ refusal: 'choice-unknown' });
  });

  test.each([
    [100, 0, false, 'none'],
    [100, 99, false, 'partial'],
    [100, 100, false, 'full'],
    [100, 101, false, 'over'],
    [0, 0, true, 'none'],
    [0, 50, true, 'partial'],
    [100, 100, true, 'partial'],
  ])('of %i đ with %i đ arrived, goods %s, is %s', (promised, settled, hasGoods, fulfilment) => {
    expect(fulfilmentOf(promised, settled, hasGoods)).toBe(fulfilment);
  });

  test.each([
    ['needs-review', 'verifying', 'verifying', 'received', 'received'],
    ['open', 'waiting', 'partly-received', 'received', 'received'],
    ['rejected', 'not-accepted', 'not-accepted', 'received', 'received'],
    ['withdrawn', 'withdrawn', 'withdrawn', 'received', 'received'],
    ['expired', 'expired', 'partly-received', 'received', 'received'],
    ['closed', 'expired', 'partly-received', 'received', 'received'],
  ] as const)('that is %s is shown by its fulfilment', (state, ...shown) => {
    expect(fulfilments.map((fulfilment) => publicStateOf(state, fulfilment))).toEqual(shown);
  });

  it('has public words in both languages for each public state', () => {
    expect(Object.keys(publicStateWords)).toEqual([...publicStates]);
    expect(publicStateWords.received.vi).toBe('Đã nhận đủ');
  });
});

describe('a receiving account', () => {
  const cases = accountStates.flatMap((state) =>
    accountEvents.map((event) => [state, event] as const),
  );

  test.each(cases)('%s on %s follows the table', (state, event) => {
    const decision = decideAccount({ state, preparedBy: '1', publishedBy: null }, event, '2');
    const to = accountEdges.find(([from, on]) => from === state && on === event)?.[2];
    expect(decision.ok ? decision.value.state : undefined).toBe(to);
  });

  it('is published by a second person only', () => {
    const account = { state: 'pending', preparedBy: 'an', publishedBy: null } as const;
    expect(decideAccount(account, 'published', 'an')).toMatchObject({ refusal: 'same-person' });
    expect(decideAccount(account, 'published', 'binh')).toMatchObject({
      value: { state: 'published', publishedBy: 'binh' },
    });
  });

  it('reaches every state', () => {
    expect(reachable('pending', accountEdges)).toEqual([...accountStates].sort());
  });
});

describe('a statement file', () => {
  const cases = statementStates.flatMap((state) =>
    statementEvents.map((event) => [state, event] as const),
  );

  test.each(cases)('%s on %s follows the table', (state, event) => {
    const step = { event, actor: 'binh', reason: 'sai tài khoản' };
    const decision = decideStatement({ state, uploadedBy: 'an' }, step);
    const to = statementEdges.find(([from, on]) => from === state && on === event)?.[2];
    expect(decision.ok ? decision.value : undefined).toBe(to);
  });

  test.each([
    ['proved', 'rejected'],
    ['control-failed', 'rejected'],
    ['control-failed', 'overridden'],
  ] as const)('that is %s is %s with a reason only', (state, event) => {
    const step = { event, actor: 'binh', reason: ' ' };
    expect(decideStatement({ state, uploadedBy: 'an' }, step)).toMatchObject({
      refusal: 'reason-missing',
    });
  });

  it('is overridden by another person than who uploaded it', () => {
    const statement = { state: 'control-failed', uploadedBy: 'an' } as const;
    const step = { event: 'overridden', reason: 'Ngân hàng xác nhận bằng văn bản' } as const;
    expect(decideStatement(statement, { ...step, actor: 'an' })).toMatchObject({
      refusal: 'second-person-needed',
    });
    expect(decideStatement(statement, { ...step, actor: 'binh' })).toMatchObject({
      value: 'accepted',
    });
  });

  it('reaches every state', () => {
    expect(reachable('uploaded', statementEdges)).toEqual([...statementStates].sort());
  });
});
