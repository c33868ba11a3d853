import { Box, Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { AddAccount } from '../doors/AddAccount';
import { dayText } from '../format';
import { Sheet } from '../Sheet';
import { StateBadge } from '../StateBadge';
import type { ReceivingAccount } from '../types';
import { posting, useRequest } from '../use-request';
import { useWords } from '../use-words';

interface Listed {
  readonly accounts: readonly ReceivingAccount[];
  readonly banks: readonly { readonly bin: string; readonly shortName: string }[];
  readonly campaigns: readonly { readonly code: string; readonly name: string }[];
  readonly currencies: readonly string[];
}

const nothing: Listed = { accounts: [], banks: [], campaigns: [], currencies: [] };

const columns = ['bank', 'account', 'campaign', 'state', 'actions'] as const;

type Command = 'publish' | 'suspend' | 'close';

const commandsIn: Readonly<Record<string, readonly Command[]>> = {
  pending: ['publish', 'close'],
  published: ['suspend', 'close'],
  suspended: ['publish', 'close'],
  closed: [],
};

interface ChangeProps {
  account: ReceivingAccount;
  command: Command;
  onChange: () => void;
}

/** A button that says what will happen, and to which account, before it does it. */
function Change({ account, command, onChange }: ChangeProps) {
  const { say } = useWords();
  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <Button size="S" variant={command === 'publish' ? 'default' : 'tertiary'}>
          {say(`accounts.${command}`)}
        </Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{say(`accounts.${command}`)}</Dialog.Header>
        <Dialog.Body>
          <Typography fontWeight="bold">
            {`${account.bank} · ${account.number} · ${account.name}`}
          </Typography>
          <Typography>{say(`accounts.${command}Ask`)}</Typography>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {say('accounts.cancel')}
            </Button>
          </Dialog.Cancel>
          <Dialog.Action>
            <Button
              fullWidth
              variant={command === 'close' ? 'danger' : 'default'}
              onClick={onChange}
            >
              {say(`accounts.${command}`)}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}

/** Two facts of one thing, the second in small. */
function Lines({ first, second }: { first: string; second: string }) {
  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography textColor="neutral800">{first}</Typography>
      <Typography variant="pi" textColor="neutral600">
        {second}
      </Typography>
    </Flex>
  );
}

/** The currency, with the BIC of an account that takes transfers from abroad. */
const moneyOf = ({ currency, transfer }: ReceivingAccount) =>
  transfer === null ? currency : `${currency} · SWIFT ${transfer.swift}`;

function Accounts() {
  const { say, language } = useWords();
  const request = useRequest();
  const [listed, setListed] = useState<Listed | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const load = useCallback(async () => {
    const answer = await request<Listed>('/donations/accounts');
    setListed(answer.ok ? answer.value : nothing);
  }, [request]);
  useEffect(() => void load(), [load]);

  async function post(path: string, body: unknown): Promise<void> {
    setRefusal(null);
    const answer = await request(path, posting(body));
    if (!answer.ok) setRefusal(answer.messages?.[language] ?? say('request.failed'));
    await load();
  }

  if (listed === null) return <Page.Loading />;
  return (
    <Page.Main>
      <Page.Title>{say('accounts.title')}</Page.Title>
      <Layouts.Header
        title={say('accounts.title')}
        subtitle={say('accounts.text')}
        primaryAction={
          <AddAccount
            banks={listed.banks}
            campaigns={listed.campaigns}
            currencies={listed.currencies}
            onAdded={() => void load()}
          />
        }
      />
      <Layouts.Content>
        {refusal !== null && (
          <Box paddingBottom={4} role="alert">
            <Typography textColor="danger600" fontWeight="bold">
              {refusal}
            </Typography>
          </Box>
        )}
        <Sheet
          label={say('accounts.title')}
          columns={columns.map((name) => say(`column.${name}`))}
          rows={listed.accounts.map((account) => ({
            key: account.id,
            cells: [
              <Lines key="bank" first={account.bank} second={account.name} />,
              <Lines key="number" first={account.number} second={moneyOf(account)} />,
              account.campaignCode,
              <Flex key="state" direction="column" alignItems="flex-start" gap={1}>
                <StateBadge state={account.state} />
                <Typography variant="pi" textColor="neutral600">
                  {dayText(account.endedOn ?? account.publishedOn)}
                </Typography>
              </Flex>,
              <Flex gap={2} key="commands">
                {(commandsIn[account.state] ?? []).map((command) => (
                  <Change
                    key={command}
                    account={account}
                    command={command}
                    onChange={() =>
                      void post(`/donations/accounts/${account.id}/${command}`, {
                        version: account.version,
                      })
                    }
                  />
                ))}
              </Flex>,
            ],
          }))}
        />
      </Layouts.Content>
    </Page.Main>
  );
}

export default Accounts;
