import { reversalReasons, type ReversalReason } from '@chung-tay/domain';
import { useState } from 'react';
import { useWords } from '../use-words';
import { Choice } from './Choice';
import { ReasonDialog } from './ReasonDialog';

interface Props {
  onDone: (reasonCode: ReversalReason, reason: string) => void;
}

/** Answers a donation by its equal and opposite. */
export function ReverseDialog({ onDone }: Props) {
  const { say } = useWords();
  const [code, setCode] = useState<ReversalReason>(reversalReasons[0]);
  return (
    <ReasonDialog
      isDanger
      label={say('line.reverse')}
      ask={say('line.reverseAsk')}
      reasonLabel={say('books.reasonPublic')}
      onDone={(reason) => onDone(code, reason)}
    >
      <Choice
        label={say('line.reasonCode')}
        value={code}
        values={reversalReasons}
        say={(each) => say(`reversal.${each}`)}
        onChange={setCode}
      />
    </ReasonDialog>
  );
}
