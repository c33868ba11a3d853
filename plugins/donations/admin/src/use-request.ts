import { useAuth, useFetchClient } from '@strapi/strapi/admin';
import { useCallback, useRef } from 'react';
import { en, vi } from './words';

export interface Messages {
  readonly vi: string;
  readonly en: string;
}

/** What is wrong with which field, where a form was refused. */
export interface FieldProblem {
  readonly field: string;
  readonly messages: Messages;
}

export interface Problem {
  readonly code?: string;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly messages?: Messages;
  readonly problems?: readonly FieldProblem[];
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false; readonly messages: Messages | null } & Omit<Problem, 'messages'>);

/** What a refused request is shown as. */
export function refusedOf<T>(problem: Problem, status: number): Answer<T> {
  // A permission that is missing is answered by Strapi itself, in its own form.
  const forbidden = { vi: vi['request.forbidden'], en: en['request.forbidden'] };
  const { messages = status === 403 ? forbidden : null, ...rest } = problem;
  return { ok: false, messages, ...rest };
}

/**
 * Asks our own admin routes. Strapi's client writes JSON only and does not know `problem+json`, so the
 * request is our own; its client is used to renew a session that has expired.
 */
export function useRequest() {
  const token = useAuth('donations', (state) => state.token);
  const newest = useRef(token);
  newest.current = token;
  const { get } = useFetchClient();

  return useCallback(
    async <T>(path: string, init: RequestInit = {}): Promise<Answer<T>> => {
      const send = () =>
        fetch(path, {
          ...init,
          headers: { ...init.headers, Authorization: `Bearer ${newest.current}` },
        });
      try {
        let answer = await send();
        if (answer.status === 401) {
          await get('/admin/users/me');
          // The renewed token arrives with the next drawing of the page.
          await new Promise((resolve) => setTimeout(resolve, 100));
          answer = await send();
        }
        if (answer.ok) return { ok: true, value: (await answer.json()) as T };
        return refusedOf<T>((await answer.json()) as Problem, answer.status);
      } catch {
        return { ok: false, messages: null };
      }
    },
    [get],
  );
}

/** A POST with a JSON body. */
export const posting = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
