import { Button, Flex, Typography } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { Sheet } from '../Sheet';
import type { ListedRule, RuleTrial } from '../types';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import { BooksPage } from './BooksPage';
import { Memo } from './Memo';
import { RuleForm, type RuleDraft } from './RuleForm';
import { useAction } from './use-action';

const triedLines = 5000;

interface ActionsProps {
  rule: ListedRule;
  isLast: boolean;
  onChange: (body: Readonly<Record<string, unknown>>) => void;
  onEdit: () => void;
}

function Actions({ rule, isLast, onChange, onEdit }: ActionsProps) {
  const { say } = useWords();
  const { place } = rule;
  if (rule.state === 'retired') {
    return (
      <Button size="S" variant="tertiary" onClick={() => onChange({ event: 'restored' })}>
        {say('rules.restore')}
      </Button>
    );
  }
  return (
    <Flex gap={2}>
      <Button
        size="S"
        variant="tertiary"
        disabled={place === 1}
        onClick={() => onChange({ event: 'moved', place: place - 1 })}
      >
        {say('rules.up')}
      </Button>
      <Button
        size="S"
        variant="tertiary"
        disabled={isLast}
        onClick={() => onChange({ event: 'moved', place: place + 1 })}
      >
        {say('rules.down')}
      </Button>
      <Button size="S" variant="tertiary" onClick={onEdit}>
        {say('rules.change')}
      </Button>
      <Button size="S" variant="danger-light" onClick={() => onChange({ event: 'retired' })}>
        {say('rules.retire')}
      </Button>
    </Flex>
  );
}

/** The rules by which lines are classified: listed, ordered, changed, tried, retired. */
export function Rules() {
  const { say } = useWords();
  const request = useRequest();
  const { act, refusal } = useAction();
  const [rules, setRules] = useState<readonly ListedRule[] | null>(null);
  const [edited, setEdited] = useState<ListedRule | 'new' | null>(null);

  const load = useCallback(async () => {
    const answer = await request<{ rules: readonly ListedRule[] }>('/donations/line-rules');
    setRules(answer.ok ? answer.value.rules : []);
  }, [request]);
  useEffect(() => void load(), [load]);

  if (rules === null) return <Page.Loading />;
  const activeCount = rules.filter(({ state }) => state === 'active').length;
  const known = edited === 'new' ? null : edited;

  async function change(rule: ListedRule, body: Readonly<Record<string, unknown>>): Promise<void> {
    await act(`/donations/line-rules/${rule.id}`, { version: rule.version, ...body });
    await load();
  }

  async function save(draft: RuleDraft): Promise<void> {
    const saved =
      known === null
        ? await act('/donations/line-rules', draft)
        : await act(`/donations/line-rules/${known.id}`, {
            ...draft,
            ...{ version: known.version, event: 'changed' },
          });
    if (saved === null) return;
    setEdited(null);
    await load();
  }

  return (
    <BooksPage
      tab="rules"
      text={say('rules.text')}
      refusal={refusal}
      action={<Button onClick={() => setEdited('new')}>{say('rules.add')}</Button>}
    >
      {edited !== null && (
        <RuleForm
          key={known?.id ?? 'new'}
          rule={known}
          onCancel={() => setEdited(null)}
          onSave={(draft) => void save(draft)}
          onTry={(draft) =>
            act<RuleTrial>('/donations/line-rules/try', {
              ...draft,
              ...{ id: known?.id, lines: triedLines },
            })
          }
        />
      )}
      <Sheet
        label={say('books.rules')}
        columns={[
          ...[say('rules.order'), say('column.class'), say('rules.direction')],
          ...[say('rules.match'), say('rules.phrases'), say('column.actions')],
        ]}
        rows={rules.map((rule) => ({
          key: rule.id,
          cells: [
            rule.state === 'active' ? rule.place : say('rules.retired'),
            say(`class.${rule.class}`),
            say(`direction.${rule.direction}`),
            <Memo key="match" text={say(`match.${rule.match}`)} />,
            <Flex key="phrases" direction="column" alignItems="flex-start">
              <Memo text={rule.phrases.join(' · ')} />
              {rule.note !== '' && (
                <Typography variant="pi" textColor="neutral600">
                  {rule.note}
                </Typography>
              )}
            </Flex>,
            <Actions
              key="actions"
              rule={rule}
              isLast={rule.place >= activeCount}
              onChange={(body) => void change(rule, body)}
              onEdit={() => setEdited(rule)}
            />,
          ],
        }))}
      />
    </BooksPage>
  );
}
