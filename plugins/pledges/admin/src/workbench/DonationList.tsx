import { Badge, Box, Button, Flex, Typography } from '@strapi/design-system';
import { useEffect, useRef } from 'react';
import { styled } from 'styled-components';
import { amountText, dayText } from '../format';
import type { WorkbenchRow } from '../types';
import { useWords } from '../use-words';
import { CertaintyMark } from './CertaintyMark';

const Row = styled.div<{ $isChosen: boolean }>`
  cursor: pointer;
  padding: 10px 16px;
  border-left: 3px solid
    ${({ theme, $isChosen }) => ($isChosen ? theme.colors.primary600 : 'transparent')};
  background: ${({ theme, $isChosen }) =>
    $isChosen ? theme.colors.primary100 : theme.colors.neutral0};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  &:hover {
    background: ${({ theme, $isChosen }) =>
      $isChosen ? theme.colors.primary100 : theme.colors.neutral100};
  }
`;

const Memo = styled(Typography)`
  display: -webkit-box;
  -webkit-line-clamp: 2;
  -webkit-box-orient: vertical;
  overflow: hidden;
  overflow-wrap: anywhere;
`;

function DonationRow({
  row,
  isChosen,
  onChoose,
}: {
  row: WorkbenchRow;
  isChosen: boolean;
  onChoose: () => void;
}) {
  const { say } = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const { suggestion, settledWith } = row;
  const isPartial = row.settledVnd !== '0' && row.remainingVnd !== '0';
  return (
    <Row ref={place} role="option" aria-selected={isChosen} $isChosen={isChosen} onClick={onChoose}>
      <Flex justifyContent="space-between" alignItems="baseline" gap={3}>
        <Typography fontWeight="bold" textColor="neutral800">
          {amountText(row.amountVnd)}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {dayText(row.receivedOn)} · {row.number}
        </Typography>
      </Flex>
      <Memo variant="pi" textColor="neutral700">
        {[row.payer, row.memo].filter((part) => part !== '').join(' · ')}
      </Memo>
      {settledWith.length === 0 && suggestion !== null && (
        <Flex gap={2} paddingTop={1} wrap="wrap">
          <Typography variant="pi" fontWeight="bold" textColor="primary700">
            → {suggestion.donorName}
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {say(`pass.${suggestion.pass}`)}
          </Typography>
          <CertaintyMark certainty={suggestion.certainty} />
          {row.suggestionCount > 1 && <Badge size="S">+{row.suggestionCount - 1}</Badge>}
        </Flex>
      )}
      {settledWith.length > 0 && (
        <Flex gap={2} paddingTop={1} wrap="wrap">
          <Typography variant="pi" fontWeight="bold" textColor="success700">
            ✓ {settledWith.map(({ donorName, code }) => donorName || code).join(', ')}
          </Typography>
          {isPartial && (
            <Typography variant="pi" textColor="warning700">
              {say('panel.remaining')} {amountText(row.remainingVnd)}
            </Typography>
          )}
        </Flex>
      )}
    </Row>
  );
}

interface Props {
  rows: readonly WorkbenchRow[];
  chosenId: number | null;
  onChoose: (id: number) => void;
  onMore: (() => void) | null;
}

/** One list of the workbench. */
export function DonationList({ rows, chosenId, onChoose, onMore }: Props) {
  const { say } = useWords();
  if (rows.length === 0) {
    return (
      <Box padding={8}>
        <Typography textColor="neutral600">{say('workbench.none')}</Typography>
      </Box>
    );
  }
  return (
    <>
      <div role="listbox" aria-label={say('workbench.list')}>
        {rows.map((row) => (
          <DonationRow
            key={row.id}
            row={row}
            isChosen={row.id === chosenId}
            onChoose={() => onChoose(row.id)}
          />
        ))}
      </div>
      {onMore !== null && (
        <Box padding={4}>
          <Button variant="tertiary" fullWidth onClick={onMore}>
            {say('workbench.more')}
          </Button>
        </Box>
      )}
    </>
  );
}
