import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { amountText } from '../format';
import type { SuggestionView } from '../types';
import { useWords } from '../use-words';
import type { WordKey } from '../words';
import { CertaintyMark } from './CertaintyMark';
import { PledgeLine } from './PledgeLine';

/** Why a pledge is suggested, in a sentence. */
function useEvidence() {
  const { say } = useWords();
  return ({ pass, evidence }: SuggestionView) => {
    const seen = `“${evidence.seen}”`;
    const key = pass === 'name' ? `evidence.name.${evidence.from ?? 'words'}` : `evidence.${pass}`;
    const slip = evidence.slip === undefined ? '' : say(`slip.${evidence.slip}`);
    return say(key as WordKey, { seen, slip });
  };
}

interface Props {
  suggestions: readonly SuggestionView[];
  isBusy: boolean;
  onAccept: (suggestion: SuggestionView) => void;
  onDismiss: (code: string) => void;
}

export function Suggestions({ suggestions, isBusy, onAccept, onDismiss }: Props) {
  const { say } = useWords();
  const evidenceOf = useEvidence();
  if (suggestions.length === 0) {
    return (
      <Typography variant="pi" textColor="neutral600">
        {say('panel.noSuggestion')}
      </Typography>
    );
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {suggestions.map((each) => (
        <Box key={each.code} background="neutral100" hasRadius padding={3}>
          <Flex justifyContent="space-between" gap={2}>
            <PledgeLine pledge={each.pledge} />
            <CertaintyMark certainty={each.certainty} />
          </Flex>
          <Box paddingTop={2} paddingBottom={3}>
            <Typography variant="pi" textColor="neutral700">
              {evidenceOf(each)}
            </Typography>
          </Box>
          <Flex gap={2}>
            <Button size="S" disabled={isBusy} onClick={() => onAccept(each)}>
              {say('panel.accept')} · {amountText(each.pledge.remainingVnd)}
            </Button>
            <Button
              size="S"
              variant="tertiary"
              disabled={isBusy}
              onClick={() => onDismiss(each.code)}
            >
              {say('panel.dismiss')}
            </Button>
          </Flex>
        </Box>
      ))}
    </Flex>
  );
}
