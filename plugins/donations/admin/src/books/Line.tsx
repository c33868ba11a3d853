import { Box, Flex, Grid, Link, Typography } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { NavLink, useParams } from 'react-router-dom';
import { amountText, dayText } from '../format';
import { Sheet } from '../Sheet';
import type { LineDetail } from '../types';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import type { WordKey } from '../words';
import { BooksPage } from './BooksPage';
import { Candidates } from './Candidates';
import { useStanding } from './Lines';
import { ReclassifyDialog } from './ReclassifyDialog';
import { ReverseDialog } from './ReverseDialog';
import { useAction } from './use-action';

function Facts({ line }: { line: LineDetail }) {
  const { say } = useWords();
  const standing = useStanding()(line);
  const { decision } = line;
  const round = decision?.round === null ? '' : `${say('line.round')} ${decision?.round}`;
  const named =
    decision &&
    [decision.number, dayText(decision.date), decision.province, round].filter(Boolean).join(' · ');
  const facts: readonly (readonly [string, string])[] = [
    [say('column.amount'), amountText(line.amountVnd)],
    [say('column.day'), `${dayText(line.bookedOn)} ${line.bookedAt ?? ''}`],
    [say('line.class'), `${say(`class.${line.class}`)}${standing === '' ? '' : ` (${standing})`}`],
    [say('line.readAs'), say(`class.${line.readClass}`)],
    [say('column.account'), line.accountNumber],
    [say('line.reference'), line.reference],
    [say('line.counterparty'), line.counterparty],
    [say('line.decision'), named ?? ''],
  ];
  return (
    <Box background="neutral0" padding={6} shadow="tableShadow" hasRadius>
      <Grid.Root gap={4}>
        {facts
          .filter(([, value]) => value.trim() !== '')
          .map(([label, value]) => (
            <Grid.Item key={label} col={3} s={6} xs={12} direction="column" alignItems="flex-start">
              <Typography variant="pi" textColor="neutral600">
                {label}
              </Typography>
              <Typography fontWeight="bold">{value}</Typography>
            </Grid.Item>
          ))}
      </Grid.Root>
      <Box paddingTop={4}>
        <Typography style={{ whiteSpace: 'pre-wrap', wordBreak: 'break-word' }}>
          {line.memo}
        </Typography>
      </Box>
    </Box>
  );
}

function Steps({ line }: { line: LineDetail }) {
  const { say } = useWords();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="delta" tag="h2">
        {say('line.steps')}
      </Typography>
      {line.donations.length === 0 ? (
        <Typography>{say('line.noSteps')}</Typography>
      ) : (
        <Sheet
          label={say('line.steps')}
          columns={[
            ...(['number', 'day', 'amount'] as const).map((name) => say(`column.${name}`)),
            say('books.reason'),
          ]}
          rows={line.donations.map((each) => ({
            key: each.number,
            cells: [
              each.number,
              dayText(each.receivedOn),
              amountText(each.amountVnd),
              each.reasonCode === null
                ? ''
                : `${say(`reversal.${each.reasonCode}` as WordKey)}: ${each.reason ?? ''}`,
            ],
          }))}
        />
      )}
    </Flex>
  );
}

function History({ line }: { line: LineDetail }) {
  const { say } = useWords();
  if (line.reclassifications.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="delta" tag="h2">
        {say('line.history')}
      </Typography>
      <Sheet
        label={say('line.history')}
        columns={[say('column.class'), say('books.reason'), say('rules.changedBy')]}
        rows={line.reclassifications.map((step, index) => ({
          key: index,
          cells: [
            `${say(`class.${step.from}`)} → ${say(`class.${step.to}`)}`,
            step.reason,
            step.actor,
          ],
        }))}
      />
    </Flex>
  );
}

/** One line of a statement with all that became of it, and what may be done about it. */
export function Line() {
  const { say } = useWords();
  const request = useRequest();
  const { id = '' } = useParams();
  const { act, refusal } = useAction();
  const [line, setLine] = useState<LineDetail | null>(null);
  const [isMissing, setMissing] = useState(false);

  const load = useCallback(async () => {
    const answer = await request<LineDetail>(`/donations/lines/${id}`);
    if (answer.ok) setLine(answer.value);
    else setMissing(true);
  }, [request, id]);
  useEffect(() => void load(), [load]);

  async function finish(path: string, body: unknown): Promise<void> {
    await act(path, body);
    await load();
  }

  if (isMissing) return <Page.NoData />;
  if (line === null) return <Page.Loading />;
  const { donation } = line;
  const isDebit = line.amountVnd.startsWith('-');
  const isRefund = isDebit && (line.class === 'refund' || line.class === 'bank-reversal');
  return (
    <BooksPage
      tab="lines"
      text={line.number}
      refusal={refusal}
      action={
        <Flex gap={2}>
          <ReclassifyDialog
            key={line.class}
            current={line.class}
            isCredit={!isDebit}
            onDone={(toClass, reason) =>
              void finish(`/donations/lines/${id}/reclassify`, { class: toClass, reason })
            }
          />
          {donation?.isStanding === true && (
            <ReverseDialog
              onDone={(body) =>
                void finish('/donations/reversals', { number: donation.number, ...body })
              }
            />
          )}
        </Flex>
      }
    >
      <Link tag={NavLink} to="/plugins/donations/books/lines">
        {say('line.back')}
      </Link>
      <Facts line={line} />
      <Steps line={line} />
      {isRefund && (
        <Candidates
          key={`refund-${line.donations.length}`}
          line={line}
          onTie={(number, reason) =>
            void finish(`/donations/lines/${id}/refund`, { number, reason })
          }
        />
      )}
      <History line={line} />
    </BooksPage>
  );
}
