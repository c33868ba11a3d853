import { useCallback, useState } from 'react';
import { posting, useRequest } from '../use-request';
import { useWords } from '../use-words';

/** Posts what an officer does; keeps the sentence of a refusal until the next thing is done. */
export function useAction() {
  const { say, language } = useWords();
  const request = useRequest();
  const [refusal, setRefusal] = useState<string | null>(null);

  const act = useCallback(
    async <T>(path: string, body: unknown): Promise<T | null> => {
      setRefusal(null);
      const answer = await request<T>(path, posting(body));
      if (answer.ok) return answer.value;
      setRefusal(answer.messages?.[language] ?? say('request.failed'));
      return null;
    },
    // `say` is new at each drawing; its words change with the language only.
    [request, language],
  );
  return { act, refusal };
}
