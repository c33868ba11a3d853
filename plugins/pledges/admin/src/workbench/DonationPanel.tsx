import { Box, Button, Divider, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { amountText, dayText } from '../format';
import type { PledgeChoice, SettlementView, SuggestionView, WorkbenchDetail } from '../types';
import { useWords } from '../use-words';
import { History } from './History';
import { PledgeSearch } from './PledgeSearch';
import { Shares, type DraftShare } from './Shares';
import { Suggestions } from './Suggestions';

const Printed = styled(Typography)`
  overflow-wrap: anywhere;
  white-space: pre-wrap;
`;

function Amount({ label, amountVnd }: { label: string; amountVnd: string }) {
  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography variant="pi" textColor="neutral600">
        {label}
      </Typography>
      <Typography fontWeight="bold">{amountText(amountVnd)}</Typography>
    </Flex>
  );
}

function Printing({ label, text }: { label: string; text: string }) {
  return text === '' ? null : (
    <Box>
      <Typography variant="sigma" textColor="neutral600" tag="h3">
        {label}
      </Typography>
      <Printed>{text}</Printed>
    </Box>
  );
}

interface Props {
  detail: WorkbenchDetail;
  shares: readonly DraftShare[];
  isBusy: boolean;
  onShares: (shares: readonly DraftShare[]) => void;
  onChoose: (pledge: PledgeChoice) => void;
  onSettle: () => void;
  onAccept: (suggestion: SuggestionView) => void;
  onDismiss: (code: string) => void;
  onCheck: (isChecked: boolean) => void;
  onUndo: (settlement: SettlementView) => void;
  onConfirm: () => void;
  onWithdraw: () => void;
}

/** Everything about the chosen donation, with what can be decided on it. */
export function DonationPanel(props: Props) {
  const { detail, shares, isBusy } = props;
  const { say } = useWords();
  const isOpen = detail.remainingVnd !== '0';
  const canCheck = detail.settledVnd === '0' && detail.proposals.length === 0 && isOpen;
  return (
    <Flex
      direction="column"
      alignItems="stretch"
      gap={4}
      tag="section"
      aria-label={say('panel.label')}
    >
      <Box>
        <Typography variant="beta" tag="h2">
          {amountText(detail.amountVnd)}
        </Typography>
        <Box>
          <Typography variant="pi" textColor="neutral600">
            {detail.number} · {dayText(detail.receivedOn)} · {detail.campaignCode} ·{' '}
            {say(`tab.${detail.state}`)}
          </Typography>
        </Box>
      </Box>
      {detail.remainingVnd !== detail.amountVnd && (
        <Flex gap={6}>
          <Amount label={say('panel.remaining')} amountVnd={detail.remainingVnd} />
          <Amount label={say('panel.settled')} amountVnd={detail.settledVnd} />
          {detail.waitingVnd !== '0' && (
            <Amount label={say('panel.waiting')} amountVnd={detail.waitingVnd} />
          )}
        </Flex>
      )}
      <Printing label={say('panel.memo')} text={detail.memo} />
      <Printing label={say('panel.payer')} text={detail.payer} />
      <Divider />
      <History
        {...{ detail, isBusy }}
        onUndo={props.onUndo}
        onConfirm={props.onConfirm}
        onWithdraw={props.onWithdraw}
      />
      {isOpen && shares.length > 0 && (
        <Shares
          {...{ shares, isBusy }}
          remainingVnd={detail.remainingVnd}
          onChange={props.onShares}
          onSettle={props.onSettle}
        />
      )}
      {isOpen && detail.settledVnd === '0' && (
        <Suggestions
          suggestions={detail.suggestions}
          isBusy={isBusy}
          onAccept={props.onAccept}
          onDismiss={props.onDismiss}
        />
      )}
      {isOpen && <PledgeSearch key={detail.id} onChoose={props.onChoose} />}
      {canCheck && (
        <Button
          variant="tertiary"
          disabled={isBusy}
          onClick={() => props.onCheck(detail.state !== 'checked')}
        >
          {say(detail.state === 'checked' ? 'panel.uncheck' : 'panel.check')}
        </Button>
      )}
    </Flex>
  );
}
