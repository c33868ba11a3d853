import { useAuth, useFetchClient } from '@strapi/strapi/admin';
import { useCallback, useRef } from 'react';
import { refusedOf, type Answer, type Problem } from './use-request';

interface Sent {
  readonly status: number;
  readonly text: string;
}

function send(
  path: string,
  body: Blob,
  token: string | null,
  onShare: (share: number) => void,
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    // `fetch` tells nothing of how far a body has gone.
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Authorization', `Bearer ${token ?? ''}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onShare(loaded / Math.max(total, 1));
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new Error('The server does not answer.'));
    request.send(body);
  });
}

/** Sends a file as it is and tells which share of it has arrived. */
export function useUpload() {
  const token = useAuth('donations', (state) => state.token);
  const newest = useRef(token);
  newest.current = token;
  const { get } = useFetchClient();

  return useCallback(
    async <T>(path: string, body: Blob, onShare: (share: number) => void): Promise<Answer<T>> => {
      try {
        let sent = await send(path, body, newest.current, onShare);
        if (sent.status === 401) {
          await get('/admin/users/me');
          // The renewed token arrives with the next drawing of the page.
          await new Promise((resolve) => setTimeout(resolve, 100));
          sent = await send(path, body, newest.current, onShare);
        }
        if (sent.status < 300) return { ok: true, value: JSON.parse(sent.text) as T };
        return refusedOf<T>(JSON.parse(sent.text) as Problem, sent.status);
      } catch {
        return { ok: false, messages: null };
      }
    },
    [get],
  );
}
