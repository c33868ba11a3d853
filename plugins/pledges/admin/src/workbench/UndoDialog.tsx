import { Button, Dialog, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { amountText, codeText } from '../format';
import type { SettlementView, WorkbenchDetail } from '../types';
import { useWords } from '../use-words';

export interface Undoing {
  readonly detail: WorkbenchDetail;
  readonly settlement: SettlementView;
}

interface Props {
  undoing: Undoing;
  onUndo: (undoing: Undoing, reason: string) => void;
  onClose: () => void;
}

/** Asks why a settlement is undone; without a reason nothing is. */
export function UndoDialog({ undoing, onUndo, onClose }: Props) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  const { code, amountVnd } = undoing.settlement;
  const isGiven = reason.trim() !== '';
  return (
    <Dialog.Root open onOpenChange={(isOpen: boolean) => (isOpen ? undefined : onClose())}>
      <Dialog.Content>
        <Dialog.Header>
          {say('panel.undo')} {undoing.detail.number}
        </Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" alignItems="stretch" gap={4} width="100%">
            <Typography>
              {say('panel.undoText', { code: codeText(code), amount: amountText(amountVnd) })}
            </Typography>
            <Field.Root width="100%">
              <Field.Label>{say('panel.undoReason')}</Field.Label>
              <TextInput
                autoFocus
                value={reason}
                onChange={(event: { target: { value: string } }) => setReason(event.target.value)}
                onKeyDown={(event: { key: string; preventDefault: () => void }) => {
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  if (isGiven) onUndo(undoing, reason);
                }}
              />
            </Field.Root>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Button variant="tertiary" fullWidth onClick={onClose}>
            {say('panel.cancel')}
          </Button>
          <Button
            variant="danger"
            fullWidth
            disabled={!isGiven}
            onClick={() => onUndo(undoing, reason)}
          >
            {say('panel.undo')}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
