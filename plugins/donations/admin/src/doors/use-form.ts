import { useState } from 'react';
import type { FieldProblem } from '../use-request';
import { useWords } from '../use-words';

/** What is typed into a form, by the names of its fields, and what the server found wrong with them. */
export function useForm<Name extends string>(first: Readonly<Record<Name, string>>) {
  const { language } = useWords();
  const [typed, setTyped] = useState(first);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const bind = (name: Name) => ({
    name,
    value: typed[name],
    error: problems.find(({ field }) => field === name)?.messages[language],
    onChange: (value: string) => setTyped((before) => ({ ...before, [name]: value })),
  });
  return { typed, setTyped, setProblems, bind };
}
