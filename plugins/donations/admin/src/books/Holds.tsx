import { Box, Button, Dialog, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { amountText, dayText } from '../format';
import type { HoldRow } from '../types';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import { BooksPage } from './BooksPage';
import { ReclassifyDialog } from './ReclassifyDialog';
import { useAction } from './use-action';

interface Waiting {
  readonly holds: readonly HoldRow[];
  readonly total: { readonly count: number; readonly amountVnd: string };
  readonly next: string | null;
}

interface CardProps {
  hold: HoldRow;
  isChosen: boolean;
  onChoose: () => void;
}

/** One held line as an option of the list. */
function Card({ hold, isChosen, onChoose }: CardProps) {
  const { say } = useWords();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <Box
      ref={element}
      id={`hold-${hold.id}`}
      role="option"
      aria-selected={isChosen}
      background={isChosen ? 'primary100' : 'neutral0'}
      borderColor={isChosen ? 'primary600' : 'neutral150'}
      padding={4}
      hasRadius
      cursor="pointer"
      onClick={onChoose}
    >
      <Flex justifyContent="space-between" alignItems="baseline" gap={4} wrap="wrap">
        <Typography variant="beta">{amountText(hold.amountVnd)}</Typography>
        <Typography variant="pi" textColor="neutral600">
          {`${say(`hold.${hold.reason}`)} · ${dayText(hold.bookedOn)} · ${hold.number} · ${hold.accountNumber}`}
        </Typography>
      </Flex>
      <Box paddingTop={1}>
        <Typography style={{ whiteSpace: 'normal', wordBreak: 'break-word' }}>
          {[hold.counterparty, hold.memo].filter((text) => text !== '').join(' · ')}
        </Typography>
      </Box>
      <Typography variant="pi" textColor={hold.isMine ? 'warning700' : 'neutral600'}>
        {hold.isMine ? say('holds.mine') : `${say('holds.acceptedBy')}: ${hold.acceptedBy}`}
      </Typography>
    </Box>
  );
}

interface ConfirmProps {
  hold: HoldRow;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => void;
}

function Confirm({ hold, open, onOpenChange, onConfirm }: ConfirmProps) {
  const { say } = useWords();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Trigger>
        <Button disabled={hold.isMine}>{`${say('holds.confirm')} (X)`}</Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{say('holds.confirm')}</Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" alignItems="stretch" gap={3} width="100%">
            <Typography variant="beta">{amountText(hold.amountVnd)}</Typography>
            <Typography style={{ wordBreak: 'break-word' }}>
              {`${dayText(hold.bookedOn)} · ${hold.number} · ${hold.memo}`}
            </Typography>
            <Typography textColor="neutral600">{say('holds.confirmAsk')}</Typography>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {say('books.cancel')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button fullWidth autoFocus onClick={onConfirm}>
              {say('holds.confirm')}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}

/** Lines that wait for a second person, worked through by keyboard or mouse. */
export function Holds() {
  const { say } = useWords();
  const request = useRequest();
  const navigate = useNavigate();
  const { act, refusal } = useAction();
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [chosen, setChosen] = useState(0);
  const [open, setOpen] = useState<'confirm' | 'reclassify' | null>(null);

  const load = useCallback(async () => {
    const answer = await request<Waiting>('/donations/holds');
    setWaiting(
      answer.ok ? answer.value : { holds: [], total: { count: 0, amountVnd: '0' }, next: null },
    );
  }, [request]);
  useEffect(() => void load(), [load]);

  if (waiting === null) return <Page.Loading />;
  const { holds, total } = waiting;
  const at = Math.min(chosen, holds.length - 1);
  const hold = holds[at];

  async function finish(path: string, body: unknown): Promise<void> {
    setOpen(null);
    await act(path, body);
    await load();
  }

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || open !== null) return;
    const key = event.key.toLowerCase();
    if (key === 'arrowdown' || key === 'j') setChosen(Math.min(at + 1, holds.length - 1));
    else if (key === 'arrowup' || key === 'k') setChosen(Math.max(at - 1, 0));
    else if (key === 'x' && hold?.isMine === false) setOpen('confirm');
    else if (key === 'l') setOpen('reclassify');
    else if (key === 'enter' && hold !== undefined) navigate(`lines/${hold.lineId}`);
    else return;
    event.preventDefault();
  }

  return (
    <BooksPage
      tab="holds"
      text={say('holds.text')}
      refusal={refusal}
      action={
        hold && (
          <Flex gap={2}>
            <ReclassifyDialog
              key={`to-${hold.id}`}
              current="donation"
              isCredit
              open={open === 'reclassify'}
              onOpenChange={(isOpen) => setOpen(isOpen ? 'reclassify' : null)}
              onDone={(toClass, reason) =>
                void finish(`/donations/lines/${hold.lineId}/reclassify`, {
                  class: toClass,
                  reason,
                })
              }
            />
            <Confirm
              hold={hold}
              open={open === 'confirm'}
              onOpenChange={(isOpen) => setOpen(isOpen ? 'confirm' : null)}
              onConfirm={() =>
                void finish(`/donations/holds/${hold.id}/confirm`, { version: hold.version })
              }
            />
          </Flex>
        )
      }
    >
      {hold === undefined ? (
        <EmptyStateLayout content={say('holds.none')} />
      ) : (
        <>
          <Flex justifyContent="space-between" gap={4} wrap="wrap">
            <Typography fontWeight="bold">
              {`${total.count} ${say('holds.total')} ${amountText(total.amountVnd)}`}
            </Typography>
            <Typography variant="pi" textColor="neutral600">
              {say('holds.keys')}
            </Typography>
          </Flex>
          <Flex
            direction="column"
            alignItems="stretch"
            gap={2}
            role="listbox"
            tabIndex={0}
            aria-label={say('books.holds')}
            aria-activedescendant={`hold-${hold.id}`}
            onKeyDown={press}
          >
            {holds.map((each, index) => (
              <Card
                key={each.id}
                hold={each}
                isChosen={index === at}
                onChoose={() => setChosen(index)}
              />
            ))}
          </Flex>
        </>
      )}
    </BooksPage>
  );
}
