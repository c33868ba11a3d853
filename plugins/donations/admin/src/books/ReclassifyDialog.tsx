import { lineClasses, type LineClass } from '@chung-tay/domain';
import { useState } from 'react';
import { useWords } from '../use-words';
import { Choice } from './Choice';
import { ReasonDialog } from './ReasonDialog';

interface Props {
  current: LineClass;
  isCredit: boolean;
  size?: 'S' | 'M';
  onDone: (toClass: LineClass, reason: string) => void;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** Says what a line really is. Only money that came in can be a donation. */
export function ReclassifyDialog({ current, isCredit, onDone, ...dialog }: Props) {
  const { say } = useWords();
  const values = lineClasses.filter(
    (each) => each !== current && (isCredit || each !== 'donation'),
  );
  const [toClass, setToClass] = useState<LineClass>(values[0] ?? 'other');
  return (
    <ReasonDialog
      label={say('line.reclassify')}
      ask={say('line.reclassifyAsk')}
      reasonLabel={say('books.reasonPublic')}
      onDone={(reason) => onDone(toClass, reason)}
      {...dialog}
    >
      <Choice
        label={say('line.toClass')}
        value={toClass}
        values={values}
        say={(each) => say(`class.${each}`)}
        onChange={setToClass}
      />
    </ReasonDialog>
  );
}
