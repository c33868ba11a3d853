import { Box, Button, Flex, Grid, TextInput, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useEffect, useRef, useState } from 'react';
import { styled } from 'styled-components';
import type { PledgeChoice, SuggestionView, WorkbenchDetail } from '../types';
import { useWords } from '../use-words';
import { DonationList } from '../workbench/DonationList';
import { DonationPanel } from '../workbench/DonationPanel';
import { HelpDialog } from '../workbench/HelpDialog';
import { withPledge, type DraftShare } from '../workbench/Shares';
import { UndoDialog, type Undoing } from '../workbench/UndoDialog';
import { useKeys } from '../workbench/use-keys';
import { useWorkbench } from '../workbench/use-workbench';
import { WorkbenchTabs } from '../workbench/WorkbenchTabs';

/** List and panel scroll by themselves, so that moving in the list never moves the panel away. */
const Column = styled(Box)`
  height: calc(100vh - 290px);
  min-height: 360px;
  width: 100%;
  overflow-y: auto;
`;

const undoingOf = (detail: WorkbenchDetail | null): Undoing | null => {
  const settlement = detail?.settlements.findLast(({ isStanding }) => isStanding);
  return detail === null || settlement === undefined ? null : { detail, settlement };
};

/** The settlement workbench: which donation answers which pledge. */
export default function Workbench() {
  const { say } = useWords();
  const bench = useWorkbench();
  const { detail, tab, decide } = bench;
  const [shares, setShares] = useState<readonly DraftShare[]>([]);
  const [undoing, setUndoing] = useState<Undoing | null>(null);
  const [isHelping, setHelping] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const seen = `${detail?.id} ${detail?.version}`;
  useEffect(() => setShares([]), [seen]);

  const remainingVnd = detail?.remainingVnd ?? '0';
  const choose = (pledge: PledgeChoice) => setShares(withPledge(shares, pledge, remainingVnd));
  const settle = (chosen: readonly DraftShare[]) =>
    void decide('settle', {
      shares: chosen.map(({ pledge, amount }) => ({ code: pledge.code, amountVnd: amount })),
    });
  const accept = ({ pledge }: SuggestionView) => settle(withPledge([], pledge, remainingVnd));

  /** All suggested pledges side by side: as much for each as it needs, as far as the money goes. */
  function split(): void {
    const suggested = detail?.suggestions ?? [];
    const drafted = suggested.reduce<readonly DraftShare[]>(
      (draft, { pledge }) => withPledge(draft, pledge, remainingVnd),
      shares,
    );
    setShares(drafted);
    // Without a suggestion the search for pledges is where splitting begins.
    if (drafted.length === 0) document.querySelector<HTMLInputElement>('[type=search]')?.focus();
  }

  function enter(): void {
    if (detail === null) return;
    if (shares.length > 0) return settle(shares);
    if (tab === 'waiting') return void decide('confirm', {});
    const [first] = detail.suggestions;
    if (first === undefined) return;
    if (detail.suggestions.length > 1 && tab === 'several-codes') split();
    else accept(first);
  }

  async function undoLast(): Promise<void> {
    setUndoing(undoingOf(detail) ?? undoingOf(await bench.lastSettled()));
  }

  useKeys({
    j: () => bench.move(1),
    ArrowDown: () => bench.move(1),
    k: () => bench.move(-1),
    ArrowUp: () => bench.move(-1),
    Enter: enter,
    s: split,
    u: () => void undoLast(),
    c: () => void decide('check', { checked: detail?.state !== 'checked' }),
    '/': () => search.current?.focus(),
    '?': () => setHelping(true),
    Escape: () => setShares([]),
  });

  return (
    <Page.Main>
      <Page.Title>{say('workbench.title')}</Page.Title>
      <Layouts.Header
        title={say('workbench.title')}
        subtitle={say('workbench.text')}
        primaryAction={
          <Button variant="tertiary" onClick={() => setHelping(true)}>
            {say('workbench.keys')} (?)
          </Button>
        }
      />
      <Layouts.Content>
        <WorkbenchTabs tab={tab} counts={bench.counts} onChoose={bench.setTab} />
        <Flex gap={4} paddingTop={3} paddingBottom={3}>
          <Box flex="1">
            <TextInput
              ref={search}
              type="text"
              aria-label={say('workbench.search')}
              placeholder={`${say('workbench.search')} (/)`}
              value={bench.typed}
              onChange={(event: { target: { value: string } }) =>
                bench.setTyped(event.target.value)
              }
              onKeyDown={(event: { key: string; currentTarget: { blur: () => void } }) => {
                if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
              }}
            />
          </Box>
          <Box flex="1" aria-live="polite">
            {bench.notice !== null && (
              <Typography
                role={bench.notice.kind === 'refused' ? 'alert' : 'status'}
                fontWeight="bold"
                textColor={bench.notice.kind === 'refused' ? 'danger600' : 'success700'}
              >
                {bench.notice.text}
              </Typography>
            )}
          </Box>
        </Flex>
        <Grid.Root gap={4}>
          <Grid.Item col={6} s={12} alignItems="stretch">
            <Column background="neutral0" shadow="tableShadow" hasRadius>
              {bench.rows !== null && (
                <DonationList
                  rows={bench.rows}
                  chosenId={bench.chosenId}
                  onChoose={bench.setChosenId}
                  onMore={bench.next === null ? null : () => void bench.more()}
                />
              )}
            </Column>
          </Grid.Item>
          <Grid.Item col={6} s={12} alignItems="stretch">
            <Column background="neutral0" shadow="tableShadow" hasRadius padding={5}>
              {detail === null ? (
                <Typography textColor="neutral600">{say('workbench.choose')}</Typography>
              ) : (
                <DonationPanel
                  {...{ detail, shares }}
                  isBusy={bench.isBusy}
                  onShares={setShares}
                  onChoose={choose}
                  onSettle={() => settle(shares)}
                  onAccept={accept}
                  onDismiss={(code) => void decide('dismiss', { code })}
                  onCheck={(checked) => void decide('check', { checked })}
                  onUndo={(settlement) => setUndoing({ detail, settlement })}
                  onConfirm={() => void decide('confirm', {})}
                  onWithdraw={() => void decide('withdraw', {})}
                />
              )}
            </Column>
          </Grid.Item>
        </Grid.Root>
      </Layouts.Content>
      {undoing !== null && (
        <UndoDialog
          undoing={undoing}
          onClose={() => setUndoing(null)}
          onUndo={(of, reason) => {
            setUndoing(null);
            void decide('undo', { settlement: of.settlement.id, reason }, of.detail);
          }}
        />
      )}
      {isHelping && <HelpDialog onClose={() => setHelping(false)} />}
    </Page.Main>
  );
}
