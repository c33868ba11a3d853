import { Flex, Typography } from '@strapi/design-system';
import { amountText, codeText } from '../format';
import type { PledgeChoice } from '../types';
import { useWords } from '../use-words';
import type { WordKey } from '../words';

/** A promise in two lines: who and which code; what was promised and what is open. */
export function PledgeLine({ pledge }: { pledge: PledgeChoice }) {
  const { say } = useWords();
  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography fontWeight="bold" textColor="neutral800">
        {pledge.donorName}
      </Typography>
      <Typography variant="pi" textColor="neutral600">
        {codeText(pledge.code)} ·{' '}
        {say('panel.pledged', {
          amount: amountText(pledge.promisedVnd),
          remaining: amountText(pledge.remainingVnd),
        })}
        {pledge.state === 'open' ? '' : ` · ${say(`state.${pledge.state}` as WordKey)}`}
      </Typography>
    </Flex>
  );
}
