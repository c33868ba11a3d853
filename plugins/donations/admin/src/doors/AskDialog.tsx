import { Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { useWords } from '../use-words';

interface Props {
  label: string;
  /** What it is about, as the list shows it. */
  subject: string;
  ask: string;
  onDone: () => void;
}

/** A button that says what will happen before it does it. */
export function AskDialog({ label, subject, ask, onDone }: Props) {
  const { say } = useWords();
  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <Button size="S">{label}</Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{label}</Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" alignItems="stretch" gap={3} width="100%">
            <Typography fontWeight="bold">{subject}</Typography>
            <Typography>{ask}</Typography>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {say('books.cancel')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button fullWidth onClick={onDone}>
              {label}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
