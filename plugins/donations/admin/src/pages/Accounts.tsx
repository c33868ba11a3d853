import {
  Box,
  Button,
  Dialog,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
  TextInput,
  Typography,
} from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { Sheet } from '../Sheet';
import { StateBadge } from '../StateBadge';
import type { ReceivingAccount } from '../types';
import { posting, useRequest } from '../use-request';
import { useWords } from '../use-words';

interface Listed {
  readonly accounts: readonly ReceivingAccount[];
  readonly banks: readonly { readonly bin: string; readonly shortName: string }[];
  readonly campaigns: readonly { readonly code: string; readonly name: string }[];
}

type Command = 'publish' | 'suspend' | 'close';

const commandsIn: Readonly<Record<string, readonly Command[]>> = {
  pending: ['publish', 'close'],
  published: ['suspend', 'close'],
  suspended: ['publish', 'close'],
  closed: [],
};

interface AddProps {
  listed: Listed;
  onAdd: (input: Readonly<Record<string, string>>) => void;
}

function Add({ listed, onAdd }: AddProps) {
  const { say } = useWords();
  const [bin, setBin] = useState('');
  const [number, setNumber] = useState('');
  const [name, setName] = useState('');
  const [campaign, setCampaign] = useState(listed.campaigns[0]?.code ?? '');
  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <Button>{say('accounts.add')}</Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{say('accounts.add')}</Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" alignItems="stretch" gap={4} width="100%">
            <Field.Root>
              <Field.Label>{say('accounts.bank')}</Field.Label>
              <SingleSelect
                placeholder={say('accounts.choose')}
                value={bin}
                onChange={(value) => setBin(String(value))}
              >
                {listed.banks.map((bank) => (
                  <SingleSelectOption key={bank.bin} value={bank.bin}>
                    {bank.shortName}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Field.Root>
            <Field.Root>
              <Field.Label>{say('accounts.number')}</Field.Label>
              <TextInput
                value={number}
                onChange={(event: { target: { value: string } }) => setNumber(event.target.value)}
              />
            </Field.Root>
            <Field.Root>
              <Field.Label>{say('accounts.name')}</Field.Label>
              <TextInput
                value={name}
                onChange={(event: { target: { value: string } }) => setName(event.target.value)}
              />
            </Field.Root>
            <Field.Root>
              <Field.Label>{say('accounts.campaign')}</Field.Label>
              <SingleSelect value={campaign} onChange={(value) => setCampaign(String(value))}>
                {listed.campaigns.map((each) => (
                  <SingleSelectOption key={each.code} value={each.code}>
                    {each.name}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Field.Root>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Action>
            <Button fullWidth onClick={() => onAdd({ bin, number, name, campaign })}>
              {say('accounts.add')}
            </Button>
          </Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}

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

function Accounts() {
  const { say, language } = useWords();
  const request = useRequest();
  const [listed, setListed] = useState<Listed | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const load = useCallback(async () => {
    const answer = await request<Listed>('/donations/accounts');
    setListed(answer.ok ? answer.value : { accounts: [], banks: [], campaigns: [] });
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
          <Add listed={listed} onAdd={(input) => void post('/donations/accounts', input)} />
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
          columns={(['bank', 'account', 'name', 'campaign', 'state', 'actions'] as const).map(
            (name) => say(`column.${name}`),
          )}
          rows={listed.accounts.map((account) => ({
            key: account.id,
            cells: [
              account.bank,
              account.number,
              account.name,
              account.campaignCode,
              <StateBadge state={account.state} key="state" />,
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
