import { useEffect, useRef } from 'react';

export type Keys = Readonly<Record<string, () => void>>;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
// Enter on a button means that button, on a chosen tab nothing of its own; keys in a dialog belong to the dialog.
const hasOwnEnter = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('button:not([role=tab]), a') !== null;
const isInDialog = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('[role=dialog], [role=alertdialog]') !== null;

/** Calls what stands under a key, unless somebody types or a dialog is open. */
export function useKeys(keys: Keys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isInDialog(event.target)) return;
      if (document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      if (isTyping(event.target)) return;
      if (event.key === 'Enter' && hasOwnEnter(event.target)) return;
      const act = newest.current[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
