import { Dialog, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useWords } from '../use-words';

const Key = styled.kbd`
  min-width: 28px;
  padding: 2px 8px;
  border: 1px solid ${({ theme }) => theme.colors.neutral300};
  border-radius: 4px;
  background: ${({ theme }) => theme.colors.neutral100};
  font-family: inherit;
  text-align: center;
`;

const keys = [
  [['j', '↓', 'k', '↑'], 'help.move'],
  [['Enter'], 'help.enter'],
  [['s'], 'help.split'],
  [['u'], 'help.undo'],
  [['c'], 'help.check'],
  [['/'], 'help.search'],
  [['?'], 'help.help'],
] as const;

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { say } = useWords();
  return (
    <Dialog.Root open onOpenChange={(isOpen: boolean) => (isOpen ? undefined : onClose())}>
      <Dialog.Content
        onKeyDown={(event: { key: string }) => (event.key === '?' ? onClose() : undefined)}
      >
        <Dialog.Header>{say('help.title')}</Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" alignItems="stretch" gap={3} width="100%">
            {keys.map(([signs, word]) => (
              <Flex key={word} gap={4} justifyContent="space-between">
                <Typography>{say(word)}</Typography>
                <Flex gap={1}>
                  {signs.map((sign) => (
                    <Key key={sign}>{sign}</Key>
                  ))}
                </Flex>
              </Flex>
            ))}
          </Flex>
        </Dialog.Body>
      </Dialog.Content>
    </Dialog.Root>
  );
}
