import { Status, Typography } from '@strapi/design-system';
import { useWords } from './use-words';
import type { WordKey } from './words';

const tones: Readonly<Record<string, 'success' | 'danger' | 'secondary' | 'primary'>> = {
  accepted: 'success',
  published: 'success',
  proved: 'primary',
  'control-failed': 'danger',
  rejected: 'danger',
  closed: 'danger',
  posted: 'success',
  voided: 'danger',
};

export function StateBadge({ state }: { state: string }) {
  const { say } = useWords();
  return (
    <Status variant={tones[state] ?? 'secondary'} size="S">
      <Typography fontWeight="bold">{say(`state.${state}` as WordKey)}</Typography>
    </Status>
  );
}
