import { Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useWords } from '../use-words';

const tones = { high: 'success', medium: 'secondary', low: 'warning' } as const;

const Mark = styled.span<{ $tone: (typeof tones)[keyof typeof tones] }>`
  border-radius: 10px;
  padding: 1px 8px;
  background: ${({ theme, $tone }) => theme.colors[`${$tone}100`]};
`;

/** How sure a suggestion is, in words; the colour only repeats them. */
export function CertaintyMark({ certainty }: { certainty: 'high' | 'medium' | 'low' }) {
  const { say } = useWords();
  const tone = tones[certainty];
  return (
    <Mark $tone={tone}>
      <Typography variant="pi" textColor={`${tone}700`}>
        {say(`certainty.${certainty}`)}
      </Typography>
    </Mark>
  );
}
