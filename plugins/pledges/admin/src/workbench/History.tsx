import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { amountText, codeText } from '../format';
import type { SettlementView, WorkbenchDetail } from '../types';
import { useWords } from '../use-words';

const reversed = 'donation-reversed:';

function Settlement({
  settlement,
  onUndo,
}: {
  settlement: SettlementView;
  onUndo: (settlement: SettlementView) => void;
}) {
  const { say, language } = useWords();
  const { code, donorName, amountVnd, pass, by, at, reason, isStanding } = settlement;
  const when = new Date(at).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' });
  const why = reason?.startsWith(reversed) ? say('panel.reversed') : reason;
  return (
    <Flex justifyContent="space-between" gap={2}>
      <Box>
        <Typography
          fontWeight={isStanding ? 'bold' : 'regular'}
          textColor={isStanding ? 'neutral800' : 'neutral600'}
        >
          {amountText(amountVnd)} · {donorName || codeText(code)}
        </Typography>
        <Box>
          <Typography variant="pi" textColor="neutral600">
            {[
              ...[codeText(code), say(`pass.${pass}`)],
              ...(by === 'settlement' ? [when] : [by, when]),
              ...(!isStanding && pass !== 'undo' ? [say('panel.undone')] : []),
              ...(why ? [why] : []),
            ].join(' · ')}
          </Typography>
        </Box>
      </Box>
      {isStanding && (
        <Button size="S" variant="danger-light" onClick={() => onUndo(settlement)}>
          {say('panel.undo')}
        </Button>
      )}
    </Flex>
  );
}

/** What of a donation was settled, undone, and proposed. */
export function History({
  detail,
  isBusy,
  onUndo,
  onConfirm,
  onWithdraw,
}: {
  detail: WorkbenchDetail;
  isBusy: boolean;
  onUndo: (settlement: SettlementView) => void;
  onConfirm: () => void;
  onWithdraw: () => void;
}) {
  const { say } = useWords();
  const { proposals, settlements } = detail;
  if (proposals.length + settlements.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {proposals.map(({ code, donorName, amountVnd, by }) => (
        <Box key={code} background="warning100" hasRadius padding={3}>
          <Typography fontWeight="bold">
            {amountText(amountVnd)} → {donorName} · {codeText(code)}
          </Typography>
          <Box>
            <Typography variant="pi" textColor="neutral700">
              {say('panel.proposed', { by })}
            </Typography>
          </Box>
        </Box>
      ))}
      {proposals.length > 0 && (
        <Flex gap={2}>
          <Button size="S" disabled={isBusy} onClick={onConfirm}>
            {say('panel.confirm')}
          </Button>
          <Button size="S" variant="tertiary" disabled={isBusy} onClick={onWithdraw}>
            {say('panel.withdraw')}
          </Button>
        </Flex>
      )}
      {settlements.length > 0 && (
        <Typography variant="sigma" textColor="neutral600" tag="h3">
          {say('panel.history')}
        </Typography>
      )}
      {settlements.map((settlement) => (
        <Settlement key={settlement.id} settlement={settlement} onUndo={onUndo} />
      ))}
    </Flex>
  );
}
