import { lineClasses, ruleDirections, ruleMatches } from '@chung-tay/domain';
import { Box, Button, Field, Flex, Grid, Textarea, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import type { ListedRule, RuleTrial } from '../types';
import { useWords } from '../use-words';
import { Choice } from './Choice';
import { Trial } from './Trial';

export type RuleDraft = Pick<ListedRule, 'class' | 'direction' | 'match' | 'phrases' | 'note'>;

interface Props {
  /** Null for a new rule. */
  rule: ListedRule | null;
  onTry: (draft: RuleDraft) => Promise<RuleTrial | null>;
  onSave: (draft: RuleDraft) => void;
  onCancel: () => void;
}

const empty: RuleDraft = {
  ...{ class: 'fee', direction: 'debit', match: 'words', phrases: [], note: '' },
};

/** A rule that is written or changed, and tried before it is saved. */
export function RuleForm({ rule, onTry, onSave, onCancel }: Props) {
  const { say } = useWords();
  const [draft, setDraft] = useState<RuleDraft>(rule ?? empty);
  const [phrases, setPhrases] = useState((rule ?? empty).phrases.join('\n'));
  const [trial, setTrial] = useState<RuleTrial | null>(null);
  const typed = () => ({ ...draft, phrases: phrases.split('\n') });
  return (
    <Box background="neutral0" padding={6} shadow="tableShadow" hasRadius>
      <Grid.Root gap={4}>
        <Grid.Item col={4} xs={12} direction="column" alignItems="stretch">
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Choice
              label={say('column.class')}
              value={draft.class}
              values={lineClasses}
              say={(each) => say(`class.${each}`)}
              onChange={(value) => setDraft({ ...draft, class: value })}
            />
            <Choice
              label={say('rules.direction')}
              value={draft.direction}
              values={ruleDirections}
              say={(each) => say(`direction.${each}`)}
              onChange={(value) => setDraft({ ...draft, direction: value })}
            />
            <Choice
              label={say('rules.match')}
              value={draft.match}
              values={ruleMatches}
              say={(each) => say(`match.${each}`)}
              onChange={(value) => setDraft({ ...draft, match: value })}
            />
          </Flex>
        </Grid.Item>
        <Grid.Item col={8} xs={12} direction="column" alignItems="stretch">
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Field.Root hint={say('rules.phrasesHint')}>
              <Field.Label>{say('rules.phrases')}</Field.Label>
              <Textarea
                value={phrases}
                onChange={(event: { target: { value: string } }) => setPhrases(event.target.value)}
              />
              <Field.Hint />
            </Field.Root>
            <Field.Root>
              <Field.Label>{say('rules.note')}</Field.Label>
              <TextInput
                value={draft.note}
                onChange={(event: { target: { value: string } }) =>
                  setDraft({ ...draft, note: event.target.value })
                }
              />
            </Field.Root>
            <Flex gap={2} justifyContent="flex-end">
              <Button variant="tertiary" onClick={onCancel}>
                {say('books.cancel')}
              </Button>
              <Button variant="secondary" onClick={() => void onTry(typed()).then(setTrial)}>
                {say('rules.try')}
              </Button>
              <Button onClick={() => onSave(typed())}>{say('rules.save')}</Button>
            </Flex>
          </Flex>
        </Grid.Item>
      </Grid.Root>
      {trial !== null && <Trial trial={trial} />}
    </Box>
  );
}
