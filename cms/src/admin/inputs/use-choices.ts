import { useEffect, useState } from 'react';
import type { Choice } from './options';

interface Read {
  readonly choices: readonly Choice[];
  readonly state: 'ready' | 'loading' | 'failed';
}

/** Reads a list once when the field appears. */
export function useChoices(read: () => Promise<readonly Choice[]>): Read {
  const [known, setKnown] = useState<Read>({ choices: [], state: 'loading' });
  useEffect(() => {
    let isShown = true;
    read().then(
      (choices) => isShown && setKnown({ choices, state: 'ready' }),
      () => isShown && setKnown({ choices: [], state: 'failed' }),
    );
    return () => {
      isShown = false;
    };
    // The list of a field does not change while its form is open.
  }, []);
  return known;
}
