import {
  Button,
  EmptyStateLayout,
  Flex,
  Link,
  LinkButton,
  Searchbar,
  SearchForm,
  Typography,
} from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { useAction } from '../books/use-action';
import { ReasonDialog } from '../books/ReasonDialog';
import { amountText, dayText } from '../format';
import { Sheet } from '../Sheet';
import { StateBadge } from '../StateBadge';
import type { SlipView } from '../types';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import { Alert } from './Alert';
import { AskDialog } from './AskDialog';

interface Listed {
  readonly slips: readonly SlipView[];
  readonly next: number | null;
}

const columns = ['number', 'day', 'payer', 'amount', 'issuedBy', 'state', 'actions'] as const;

/** A voided slip says why. */
function State({ slip }: { slip: SlipView }) {
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <StateBadge state={slip.state} />
      {slip.voidReason !== null && (
        <Typography variant="pi" textColor="neutral600">
          {slip.voidReason}
        </Typography>
      )}
    </Flex>
  );
}

interface CommandsProps {
  slip: SlipView;
  onStep: (step: 'confirm' | 'void', body: object) => void;
}

function Commands({ slip, onStep }: CommandsProps) {
  const { say } = useWords();
  const subject = `${slip.number} · ${amountText(slip.amountVnd)}`;
  return (
    <Flex gap={2}>
      {slip.state === 'waiting' && (
        <AskDialog
          label={say('slips.confirm')}
          subject={subject}
          ask={say('slips.confirmAsk')}
          onDone={() => onStep('confirm', {})}
        />
      )}
      {slip.state !== 'voided' && (
        <ReasonDialog
          isDanger
          size="S"
          label={say('slips.void')}
          ask={`${subject}. ${say('slips.voidAsk')}`}
          reasonLabel={say('books.reasonPublic')}
          onDone={(reason) => onStep('void', { reason })}
        />
      )}
    </Flex>
  );
}

/** All slips, the newest first, voided ones among them. */
export function Slips() {
  const { say } = useWords();
  const request = useRequest();
  const { act, refusal } = useAction();
  const [q, setQ] = useState('');
  const [listed, setListed] = useState<Listed | null>(null);

  const load = useCallback(
    async (wanted: string, before: number | null) => {
      const query = new URLSearchParams({ q: wanted, before: String(before ?? '') });
      const answer = await request<Listed>(`/donations/slips?${query}`);
      const read = answer.ok ? answer.value : { slips: [], next: null };
      setListed((known) =>
        before === null ? read : { ...read, slips: [...(known?.slips ?? []), ...read.slips] },
      );
    },
    [request],
  );
  useEffect(() => void load('', null), [load]);

  async function step(slip: SlipView, name: string, body: object): Promise<void> {
    await act(`/donations/slips/${slip.id}/${name}`, body);
    await load(q, null);
  }

  if (listed === null) return <Page.Loading />;
  return (
    <Page.Main>
      <Page.Title>{say('slips.title')}</Page.Title>
      <Layouts.Header
        title={say('slips.title')}
        subtitle={say('slips.text')}
        primaryAction={
          <LinkButton tag={NavLink} to="new">
            {say('slips.new')}
          </LinkButton>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <SearchForm
            onSubmit={(event) => {
              event.preventDefault();
              void load(q, null);
            }}
          >
            <Searchbar
              name="q"
              size="S"
              clearLabel={say('slips.find')}
              placeholder={say('slips.search')}
              value={q}
              onChange={(event: { target: { value: string } }) => setQ(event.target.value)}
              onClear={() => {
                setQ('');
                void load('', null);
              }}
            >
              {say('slips.search')}
            </Searchbar>
          </SearchForm>
          <Alert refusal={refusal} />
          {listed.slips.length === 0 ? (
            <EmptyStateLayout content={say('slips.none')} />
          ) : (
            <Sheet
              label={say('slips.title')}
              columns={columns.map((name) => say(`column.${name}`))}
              rows={listed.slips.map((slip) => ({
                key: slip.id,
                cells: [
                  <Link key="number" tag={NavLink} to={String(slip.id)}>
                    {slip.number}
                  </Link>,
                  ...[dayText(slip.receivedOn), slip.payerName, amountText(slip.amountVnd)],
                  slip.issuedBy,
                  <State key="state" slip={slip} />,
                  <Commands
                    key="commands"
                    slip={slip}
                    onStep={(name, body) => void step(slip, name, body)}
                  />,
                ],
              }))}
            />
          )}
          {listed.next !== null && (
            <Button variant="tertiary" onClick={() => void load(q, listed.next)}>
              {say('slips.more')}
            </Button>
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
