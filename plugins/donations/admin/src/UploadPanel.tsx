import {
  Box,
  Button,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { useRef, useState } from 'react';
import type { ReceivingAccount, StatementView } from './types';
import { useRequest } from './use-request';
import { useWords } from './use-words';

interface Props {
  accounts: readonly ReceivingAccount[];
  onUploaded: (view: StatementView & { alreadyKnown: boolean }) => void;
  /** A file that does not balance is refused, and listed all the same. */
  onRefused: () => void;
}

/** Chooses an account and a file, and sends the file as it is. */
export function UploadPanel({ accounts, onUploaded, onRefused }: Props) {
  const { say, language } = useWords();
  const request = useRequest();
  const file = useRef<HTMLInputElement>(null);
  const [account, setAccount] = useState(accounts.length === 1 ? (accounts[0]?.number ?? '') : '');
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function upload(): Promise<void> {
    const chosen = file.current?.files?.[0];
    if (chosen === undefined || account === '') return;
    setBusy(true);
    setRefusal(null);
    const query = new URLSearchParams({ account, name: chosen.name });
    const answer = await request<StatementView & { alreadyKnown: boolean }>(
      `/donations/statements?${query}`,
      { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: chosen },
    );
    setBusy(false);
    if (answer.ok) return onUploaded(answer.value);
    setRefusal(answer.messages?.[language] ?? say('request.failed'));
    onRefused();
  }

  return (
    <Box background="neutral0" padding={6} shadow="tableShadow" hasRadius>
      <Flex gap={6} alignItems="flex-end" wrap="wrap">
        <Box minWidth="28rem">
          <Field.Root>
            <Field.Label>{say('statements.account')}</Field.Label>
            <SingleSelect
              placeholder={say('statements.chooseAccount')}
              value={account}
              onChange={(value) => setAccount(String(value))}
            >
              {accounts.map(({ number, bank, name: holder }) => (
                <SingleSelectOption key={number} value={number}>
                  {`${number} · ${bank} · ${holder}`}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Field.Root>
        </Box>
        <Box>
          <Typography tag="label" htmlFor="statement-file" variant="pi" fontWeight="bold">
            {say('statements.file')}
          </Typography>
          <Box paddingTop={1}>
            <input
              id="statement-file"
              ref={file}
              type="file"
              accept=".csv,.xlsx,.txt,.xls"
              onChange={(event) => setName(event.target.files?.[0]?.name ?? '')}
            />
          </Box>
        </Box>
        <Button
          size="L"
          loading={isBusy}
          disabled={account === '' || name === ''}
          onClick={() => void upload()}
        >
          {say('statements.upload')}
        </Button>
      </Flex>
      <Box paddingTop={2}>
        <Typography variant="pi" textColor="neutral600">
          {isBusy ? say('statements.uploading') : say('statements.fileHint')}
        </Typography>
      </Box>
      {refusal !== null && (
        <Box paddingTop={4} role="alert">
          <Typography textColor="danger600" fontWeight="bold">
            {refusal}
          </Typography>
        </Box>
      )}
    </Box>
  );
}
