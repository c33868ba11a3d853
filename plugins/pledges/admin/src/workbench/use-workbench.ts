import { useCallback, useEffect, useRef, useState } from 'react';
import type { WorkbenchDetail, WorkbenchPage, WorkbenchRow } from '../types';
import { posting, useRequest } from '../use-request';
import { useWords } from '../use-words';
import type { WordKey } from '../words';

export const tabs = [
  'certain',
  'suggested',
  'several-codes',
  'unidentified',
  'checked',
  'waiting',
  'settled',
] as const;
export type Tab = (typeof tabs)[number];

const typingMs = 200;

export interface Notice {
  readonly kind: 'done' | 'refused';
  readonly text: string;
}

/** A settlement that was just made, so that it can be taken back at once. */
interface Made {
  readonly donationId: number;
}

/** The lists of the workbench, the chosen donation, and what an officer decides on it. */
export function useWorkbench() {
  const { say, language } = useWords();
  const request = useRequest();
  const [tab, showTab] = useState<Tab>('suggested');
  const [typed, setTyped] = useState('');
  const [rows, setRows] = useState<readonly WorkbenchRow[] | null>(null);
  const [next, setNext] = useState<number | null>(null);
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const [chosenId, setChosenId] = useState<number | null>(null);
  const [loaded, setDetail] = useState<WorkbenchDetail | null>(null);
  // While the next one is on its way nobody decides on the one before.
  const detail = loaded?.id === chosenId ? loaded : null;
  const [notice, setNotice] = useState<Notice | null>(null);
  const [isBusy, setBusy] = useState(false);
  const lastMade = useRef<Made | null>(null);
  // Answers may overtake each other while somebody types or moves: only the newest counts.
  const asked = useRef(0);
  const looked = useRef(0);

  /** Another list is never shown with the rows of the one before. */
  function setTab(wanted: Tab): void {
    if (wanted === tab) return;
    showTab(wanted);
    setRows(null);
    setChosenId(null);
  }

  const loadCounts = useCallback(async () => {
    const answer = await request<Record<string, number>>('/pledges/workbench/counts');
    if (answer.ok) setCounts(answer.value);
  }, [request]);

  const pageOf = useCallback(
    async (after: number | null) => {
      const query = new URLSearchParams({ state: tab, q: typed });
      if (after !== null) query.set('after', String(after));
      return request<WorkbenchPage>(`/pledges/workbench?${query}`);
    },
    [request, tab, typed],
  );

  const load = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await pageOf(null);
    if (mine !== asked.current) return;
    setRows(answer.ok ? answer.value.rows : []);
    setNext(answer.ok ? answer.value.next : null);
    setChosenId(answer.ok ? (answer.value.rows[0]?.id ?? null) : null);
    if (!answer.ok) {
      setNotice({ kind: 'refused', text: answer.messages?.[language] ?? say('request.failed') });
    }
  }, [pageOf, language]);

  useEffect(() => {
    const timer = setTimeout(() => void load(), typed === '' ? 0 : typingMs);
    return () => clearTimeout(timer);
  }, [load]);
  useEffect(() => void loadCounts(), [loadCounts]);

  const look = useCallback(
    async (id: number | null) => {
      looked.current += 1;
      const mine = looked.current;
      if (id === null) return setDetail(null);
      const answer = await request<WorkbenchDetail>(`/pledges/workbench/${id}`);
      if (mine !== looked.current) return;
      setDetail(answer.ok ? answer.value : null);
      if (!answer.ok) {
        setNotice({ kind: 'refused', text: answer.messages?.[language] ?? say('request.failed') });
      }
    },
    [request, language],
  );
  useEffect(() => void look(chosenId), [look, chosenId]);

  const more = useCallback(async () => {
    if (next === null) return;
    const answer = await pageOf(next);
    if (!answer.ok) return;
    setRows((shown) => [...(shown ?? []), ...answer.value.rows]);
    setNext(answer.value.next);
  }, [next, pageOf]);

  const move = useCallback(
    (by: 1 | -1) => {
      if (rows === null || rows.length === 0) return;
      const at = rows.findIndex(({ id }) => id === chosenId);
      const to = Math.min(Math.max(at + by, 0), rows.length - 1);
      setChosenId(rows[to]?.id ?? null);
      if (to >= rows.length - 5) void more();
    },
    [rows, chosenId, more],
  );

  /** What was decided leaves the list when it belongs to another one; the next row takes its place. */
  function put(decided: WorkbenchDetail): void {
    const shown = rows ?? [];
    const at = shown.findIndex(({ id }) => id === decided.id);
    if (at < 0 && decided.state === tab) {
      setRows([decided, ...shown]);
      setChosenId(decided.id);
      return;
    }
    if (at < 0 || decided.state === tab) {
      setRows(shown.map((row) => (row.id === decided.id ? decided : row)));
      looked.current += 1;
      if (chosenId === decided.id) setDetail(decided);
      return;
    }
    const left = shown.filter(({ id }) => id !== decided.id);
    setRows(left);
    setChosenId((left[at] ?? left[at - 1])?.id ?? null);
  }

  async function decide(action: string, body: object, of = detail): Promise<boolean> {
    if (of === null || isBusy) return false;
    setBusy(true);
    const sent = posting({ version: of.version, ...body });
    const answer = await request<WorkbenchDetail>(`/pledges/workbench/${of.id}/${action}`, sent);
    setBusy(false);
    void loadCounts();
    if (!answer.ok) {
      setNotice({ kind: 'refused', text: answer.messages?.[language] ?? say('request.failed') });
      void look(chosenId);
      return false;
    }
    const { number, state } = answer.value;
    const said =
      action === 'settle' && state === 'waiting'
        ? 'proposed'
        : action === 'check' && state !== 'checked'
          ? 'uncheck'
          : action;
    setNotice({ kind: 'done', text: say(`notice.${said}` as WordKey, { number }) });
    if (action === 'settle' || action === 'confirm') lastMade.current = { donationId: of.id };
    put(answer.value);
    return true;
  }

  /** The donation that was settled last, as it is now. */
  async function lastSettled(): Promise<WorkbenchDetail | null> {
    if (lastMade.current === null) return null;
    const { donationId } = lastMade.current;
    const answer = await request<WorkbenchDetail>(`/pledges/workbench/${donationId}`);
    return answer.ok ? answer.value : null;
  }

  return {
    ...{ tab, setTab, typed, setTyped, rows, next, counts, chosenId, setChosenId, detail },
    ...{ notice, setNotice, isBusy, more, move, decide, lastSettled },
  };
}

export type Workbench = ReturnType<typeof useWorkbench>;
