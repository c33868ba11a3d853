import { Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import { amountText, dayText } from '../format';
import { Sheet } from '../Sheet';
import type { LineRow, RefundCandidate } from '../types';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import { Memo } from './Memo';
import { ReasonDialog } from './ReasonDialog';

interface Props {
  line: LineRow;
  onTie: (number: string, reason: string) => void;
}

/** The donations that a refund may give back; one that is not among them is named by its number. */
export function Candidates({ line, onTie }: Props) {
  const { say } = useWords();
  const request = useRequest();
  const [candidates, setCandidates] = useState<readonly RefundCandidate[]>([]);
  const [number, setNumber] = useState('');
  useEffect(() => {
    void request<{ candidates: readonly RefundCandidate[] }>(
      `/donations/lines/${line.id}/refunds`,
    ).then((answer) => setCandidates(answer.ok ? answer.value.candidates : []));
  }, [request, line.id]);

  const tie = (wanted: string, size: 'S' | 'M') => (
    <ReasonDialog
      key="tie"
      isDanger
      size={size}
      isDisabled={wanted.trim() === ''}
      label={say('line.tie')}
      ask={`${say('line.tieAsk')} ${wanted}`}
      reasonLabel={say('books.reasonPublic')}
      onDone={(reason) => onTie(wanted.trim(), reason)}
    />
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="delta" tag="h2">
        {say('line.candidates')}
      </Typography>
      {candidates.length === 0 ? (
        <Typography>{say('line.noCandidates')}</Typography>
      ) : (
        <Sheet
          label={say('line.candidates')}
          columns={[
            ...(['number', 'day', 'amount'] as const).map((name) => say(`column.${name}`)),
            ...[say('line.signs'), say('column.memo'), say('column.actions')],
          ]}
          rows={candidates.map((each) => ({
            key: each.number,
            cells: [
              each.number,
              dayText(each.receivedOn),
              amountText(each.amountVnd),
              each.signs.map((sign) => say(`sign.${sign}`)).join(', '),
              <Memo key="memo" text={each.memo} />,
              tie(each.number, 'S'),
            ],
          }))}
        />
      )}
      <Flex gap={3} alignItems="flex-end">
        <Field.Root>
          <Field.Label>{say('line.donationNumber')}</Field.Label>
          <TextInput
            value={number}
            onChange={(event: { target: { value: string } }) => setNumber(event.target.value)}
          />
        </Field.Root>
        {tie(number, 'M')}
      </Flex>
    </Flex>
  );
}
