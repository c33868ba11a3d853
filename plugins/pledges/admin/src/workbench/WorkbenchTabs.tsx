import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useWords } from '../use-words';
import { tabs, type Tab } from './use-workbench';

const TabButton = styled.button<{ $isChosen: boolean }>`
  cursor: pointer;
  padding: 10px 12px;
  border: 0;
  border-bottom: 3px solid
    ${({ theme, $isChosen }) => ($isChosen ? theme.colors.primary600 : 'transparent')};
  background: none;
  white-space: nowrap;
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

interface Props {
  tab: Tab;
  counts: Readonly<Record<string, number>>;
  onChoose: (tab: Tab) => void;
}

export function WorkbenchTabs({ tab, counts, onChoose }: Props) {
  const { say, language } = useWords();
  return (
    <Flex role="tablist" aria-label={say('workbench.title')} gap={1} wrap="wrap">
      {tabs.map((each) => (
        <TabButton
          key={each}
          role="tab"
          aria-selected={each === tab}
          $isChosen={each === tab}
          onClick={() => onChoose(each)}
        >
          <Typography
            fontWeight={each === tab ? 'bold' : 'regular'}
            textColor={each === tab ? 'primary700' : 'neutral800'}
          >
            {say(`tab.${each}`)}{' '}
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {(counts[each] ?? 0).toLocaleString(language)}
          </Typography>
        </TabButton>
      ))}
    </Flex>
  );
}
