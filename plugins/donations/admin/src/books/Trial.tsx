import { Flex, Typography } from '@strapi/design-system';
import { amountText, dayText } from '../format';
import { Sheet } from '../Sheet';
import type { RuleTrial } from '../types';
import { useWords } from '../use-words';
import { Memo } from './Memo';

/** What the newest lines would be with a rule that is not saved yet. */
export function Trial({ trial }: { trial: RuleTrial }) {
  const { say } = useWords();
  return (
    <Flex direction="column" alignItems="stretch" gap={3} paddingTop={4}>
      <Typography fontWeight="bold" role="status">
        {[
          `${trial.lineCount} ${say('rules.tried')}`,
          `${trial.namedCount} ${say('rules.named')}`,
          `${trial.changedCount} ${say('rules.changed')}`,
        ].join(' · ')}
      </Typography>
      {trial.changes.length > 0 && (
        <Sheet
          label={say('rules.changed')}
          columns={[
            ...(['number', 'day', 'amount'] as const).map((name) => say(`column.${name}`)),
            ...[say('rules.from'), say('rules.to'), say('column.memo')],
          ]}
          rows={trial.changes.map((each) => ({
            key: each.id,
            cells: [
              each.number,
              dayText(each.bookedOn),
              amountText(each.amountVnd),
              say(`class.${each.from}`),
              say(`class.${each.to}`),
              <Memo key="memo" text={each.memo} />,
            ],
          }))}
        />
      )}
    </Flex>
  );
}
