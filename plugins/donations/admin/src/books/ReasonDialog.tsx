import { Button, Dialog, Field, Flex, Textarea, Typography } from '@strapi/design-system';
import { useState, type ReactNode } from 'react';
import { useWords } from '../use-words';

interface Props {
  /** What the button says, and what the dialog is called. */
  label: string;
  ask: string;
  reasonLabel: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  size?: 'S' | 'M';
  /** Further fields above the reason. */
  children?: ReactNode;
  onDone: (reason: string) => void;
  /** Opened from outside, by a key. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A button that says what will happen and asks why before it does it. */
export function ReasonDialog(props: Props) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  const { isDanger = false, size = 'S' } = props;
  const isControlled =
    props.open === undefined ? {} : { open: props.open, onOpenChange: props.onOpenChange };
  return (
    <Dialog.Root {...isControlled}>
      <Dialog.Trigger>
        <Button
          size={size}
          variant={isDanger ? 'danger-light' : 'tertiary'}
          disabled={props.isDisabled === true}
        >
          {props.label}
        </Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{props.label}</Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" alignItems="stretch" gap={4} width="100%">
            <Typography>{props.ask}</Typography>
            {props.children}
            <Field.Root width="100%">
              <Field.Label>{props.reasonLabel}</Field.Label>
              <Textarea
                value={reason}
                onChange={(event: { target: { value: string } }) => setReason(event.target.value)}
              />
            </Field.Root>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {say('books.cancel')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button
              fullWidth
              variant={isDanger ? 'danger' : 'default'}
              disabled={reason.trim() === ''}
              onClick={() => props.onDone(reason)}
            >
              {props.label}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
