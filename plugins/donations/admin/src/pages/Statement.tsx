import { Box, Button, Flex, Grid, Link, ProgressBar, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { NavLink, useLocation, useParams } from 'react-router-dom';
import { ReasonDialog } from '../books/ReasonDialog';
import { amountText, dayText } from '../format';
import { Sheet } from '../Sheet';
import { StateBadge } from '../StateBadge';
import type { StatementView } from '../types';
import { posting, useRequest } from '../use-request';
import { useWords } from '../use-words';
import type { WordKey } from '../words';

const pollMs = 500;

function Number({ label, value }: { label: string; value: string | number }) {
  return (
    <Grid.Item col={3} s={6} xs={12} direction="column" alignItems="flex-start">
      <Typography variant="pi" textColor="neutral600">
        {label}
      </Typography>
      <Typography variant="beta">{value}</Typography>
    </Grid.Item>
  );
}

/** Opening + credits − debits = closing, and whether it holds. */
function Control({ view }: { view: StatementView }) {
  const { say, language } = useWords();
  const holds = view.refusal === null;
  return (
    <Box background="neutral0" padding={6} shadow="tableShadow" hasRadius>
      <Typography variant="delta" tag="h2">
        {say('statement.control')}
      </Typography>
      <Box paddingTop={4}>
        <Grid.Root gap={4}>
          <Number label={say('statement.opening')} value={amountText(view.openingVnd)} />
          <Number label={`+ ${say('statement.credit')}`} value={amountText(view.creditVnd)} />
          <Number label={`− ${say('statement.debit')}`} value={amountText(view.debitVnd)} />
          <Number label={`= ${say('statement.closing')}`} value={amountText(view.closingVnd)} />
        </Grid.Root>
      </Box>
      <Box paddingTop={4}>
        <Typography fontWeight="bold" textColor={holds ? 'success600' : 'danger600'}>
          {holds
            ? `✓ ${say('statement.holds')}`
            : `✗ ${view.refusal?.messages[language] ?? say('statement.fails')}`}
        </Typography>
      </Box>
    </Box>
  );
}

function Counts({ view }: { view: StatementView }) {
  const { say } = useWords();
  return (
    <Box background="neutral0" padding={6} shadow="tableShadow" hasRadius>
      <Grid.Root gap={4}>
        <Number label={say('statement.rows')} value={view.rowCount} />
        <Number label={say('statement.new')} value={view.newCount} />
        <Number label={say('statement.knownRows')} value={view.knownCount} />
        <Number label={say('statement.twins')} value={view.twinCount} />
        <Number label={say('statement.credits')} value={view.creditCount} />
        <Number label={say('statement.matched')} value={view.matchedCount} />
        <Number label={say('statement.held')} value={view.held.count} />
        <Number label={say('statement.heldSum')} value={amountText(view.held.amountVnd)} />
      </Grid.Root>
      {view.state === 'accepted' && (
        <Flex paddingTop={4} gap={4} alignItems="center">
          <ProgressBar value={(100 * view.posted) / Math.max(view.rowCount, 1)} />
          <Typography fontWeight="bold">
            {view.posted < view.rowCount ? say('statement.posting') : say('statement.done')}:{' '}
            {view.posted}/{view.rowCount}
          </Typography>
        </Flex>
      )}
    </Box>
  );
}

/** Where what this statement left to people is waiting. */
function Queues({ view }: { view: StatementView }) {
  const { say } = useWords();
  const isBooked = view.state === 'accepted';
  if (!isBooked && view.differenceCount === 0) return null;
  return (
    <Flex gap={4} wrap="wrap">
      {isBooked && (
        <Link tag={NavLink} to={`/plugins/donations/books/lines?statement=${view.number}`}>
          {say('books.lines')}
        </Link>
      )}
      {isBooked && view.held.count > 0 && (
        <Link tag={NavLink} to="/plugins/donations/books">
          {`${say('statement.held')}: ${view.held.count}`}
        </Link>
      )}
      {view.differenceCount > 0 && (
        <Link tag={NavLink} to="/plugins/donations/books/days">
          {`${say('statement.differences')}: ${view.differenceCount}`}
        </Link>
      )}
    </Flex>
  );
}

function Rows({ view }: { view: StatementView }) {
  const { say } = useWords();
  return (
    <>
      {view.matches.length > 0 && (
        <Flex direction="column" alignItems="stretch" gap={3}>
          <Typography variant="delta" tag="h2">
            {say('statement.matches')}
          </Typography>
          <Sheet
            label={say('statement.matches')}
            columns={[say('column.code'), say('column.donor'), say('column.amount')]}
            rows={view.matches.map((match, index) => ({
              key: index,
              cells: [match.code, match.donorName, amountText(match.amountVnd)],
            }))}
          />
        </Flex>
      )}
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography variant="delta" tag="h2">
          {say('statement.sample')}
        </Typography>
        <Sheet
          label={say('statement.sample')}
          columns={(['position', 'day', 'amount', 'class', 'memo'] as const).map((name) =>
            say(`column.${name}`),
          )}
          rows={view.sample.map((row) => ({
            key: row.position,
            cells: [
              `${row.position}${row.known ? ` (${say('statement.knownMark')})` : ''}`,
              dayText(row.bookedOn),
              amountText(row.amountVnd),
              say(`class.${row.class}` as WordKey),
              row.memo,
            ],
          }))}
        />
      </Flex>
    </>
  );
}

interface DecisionProps {
  /** A file that its balances do not prove is accepted by another officer only, with a reason. */
  isProved: boolean;
  onAccept: () => void;
  onOverride: (reason: string) => void;
  onReject: (reason: string) => void;
  isBusy: boolean;
}

function Decision({ isProved, onAccept, onOverride, onReject, isBusy }: DecisionProps) {
  const { say } = useWords();
  return (
    <Flex gap={2}>
      <ReasonDialog
        isDanger
        isDisabled={isBusy}
        label={say('statement.reject')}
        ask={say('statement.rejectAsk')}
        reasonLabel={say('statement.reason')}
        onDone={onReject}
      />
      {isProved ? (
        <Button loading={isBusy} onClick={onAccept}>
          {say('statement.accept')}
        </Button>
      ) : (
        <ReasonDialog
          isDisabled={isBusy}
          label={say('override.action')}
          ask={say('override.ask')}
          reasonLabel={say('books.reasonPublic')}
          onDone={onOverride}
        />
      )}
    </Flex>
  );
}

export function Statement() {
  const { say, language } = useWords();
  const request = useRequest();
  const { id = '' } = useParams();
  const wasKnown =
    (useLocation().state as { alreadyKnown?: boolean } | null)?.alreadyKnown === true;
  const [view, setView] = useState<StatementView | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  const load = useCallback(async () => {
    const answer = await request<StatementView>(`/donations/statements/${id}`);
    if (answer.ok) setView(answer.value);
    else setMissing(true);
  }, [request, id]);
  useEffect(() => void load(), [load]);

  const isPosting = view?.state === 'accepted' && view.posted < view.rowCount;
  useEffect(() => {
    if (!isPosting) return undefined;
    const timer = setInterval(() => void load(), pollMs);
    return () => clearInterval(timer);
  }, [isPosting, load]);

  async function decide(action: 'accept' | 'override' | 'reject', reason?: string): Promise<void> {
    setBusy(true);
    setRefusal(null);
    const body = { version: view?.version, ...(reason === undefined ? {} : { reason }) };
    const answer = await request<StatementView>(
      `/donations/statements/${id}/${action}`,
      posting(body),
    );
    setBusy(false);
    if (answer.ok) setView(answer.value);
    else setRefusal(answer.messages?.[language] ?? say('request.failed'));
  }

  if (isMissing) return <Page.NoData />;
  if (view === null) return <Page.Loading />;
  return (
    <Page.Main>
      <Page.Title>{`${say('statements.title')} ${view.number}`}</Page.Title>
      <Layouts.Header
        title={`${say('statements.title')} ${view.number}`}
        subtitle={`${view.fileName} · ${view.account.number} · ${view.layout} · ${dayText(view.periodFrom)} – ${dayText(view.periodTo)}`}
        navigationAction={
          <Link tag={NavLink} to="..">
            {say('statement.back')}
          </Link>
        }
        secondaryAction={<StateBadge state={view.state} />}
        primaryAction={
          view.state === 'proved' || view.state === 'control-failed' ? (
            <Decision
              isBusy={isBusy}
              isProved={view.state === 'proved'}
              onAccept={() => void decide('accept')}
              onOverride={(reason) => void decide('override', reason)}
              onReject={(reason) => void decide('reject', reason)}
            />
          ) : undefined
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          {wasKnown && <Typography fontWeight="bold">{say('statements.known')}</Typography>}
          {refusal !== null && (
            <Typography role="alert" textColor="danger600" fontWeight="bold">
              {refusal}
            </Typography>
          )}
          {view.reason !== null && (
            <Typography>{`${say('statement.reason')}: ${view.reason}`}</Typography>
          )}
          {view.overrideReason !== null && (
            <Typography>
              {`${say('override.mark')}: ${view.overrideReason} (${view.overriddenBy ?? ''})`}
            </Typography>
          )}
          <Control view={view} />
          <Queues view={view} />
          <Counts view={view} />
          <Rows view={view} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
