import {
  Box,
  Button,
  Field,
  Flex,
  Link,
  ProgressBar,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { useRef, useState } from 'react';
import { NavLink } from 'react-router-dom';
import type { ReceivingAccount, StatementView } from './types';
import { useUpload } from './use-upload';
import { useWords } from './use-words';

interface Props {
  accounts: readonly ReceivingAccount[];
  onUploaded: (view: StatementView & { alreadyKnown: boolean }) => void;
  /** A file that does not balance is refused, and listed all the same. */
  onRefused: () => void;
}

interface Refusal {
  readonly text: string;
  /** Where an officer may say how the file is read. */
  readonly mapAt: string | null;
}

function Sending({ share }: { share: number }) {
  const { say } = useWords();
  const percent = Math.round(100 * share);
  return (
    <Flex gap={4} alignItems="center" role="status">
      <ProgressBar value={percent} size="M" />
      <Typography variant="pi" textColor="neutral600">
        {percent < 100 ? `${say('statements.uploading')} ${percent}%` : say('statements.reading')}
      </Typography>
    </Flex>
  );
}

function Refused({ refusal: { text, mapAt } }: { refusal: Refusal }) {
  const { say } = useWords();
  return (
    <Flex paddingTop={4} role="alert" direction="column" alignItems="flex-start" gap={2}>
      <Typography textColor="danger600" fontWeight="bold">
        {text}
      </Typography>
      {mapAt !== null && (
        <Link tag={NavLink} to={mapAt}>
          {say('mapping.open')}
        </Link>
      )}
    </Flex>
  );
}

/** Chooses an account and a file, and sends the file as it is. */
export function UploadPanel({ accounts, onUploaded, onRefused }: Props) {
  const { say, language } = useWords();
  const send = useUpload();
  const file = useRef<HTMLInputElement>(null);
  const [account, setAccount] = useState(accounts.length === 1 ? (accounts[0]?.number ?? '') : '');
  const [name, setName] = useState('');
  const [share, setShare] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function upload(): Promise<void> {
    const chosen = file.current?.files?.[0];
    if (chosen === undefined || account === '') return;
    setShare(0);
    setRefusal(null);
    const query = new URLSearchParams({ account, name: chosen.name });
    const answer = await send<StatementView & { alreadyKnown: boolean }>(
      `/donations/statements?${query}`,
      chosen,
      setShare,
    );
    setShare(null);
    if (answer.ok) return onUploaded(answer.value);
    const kept = answer.code === 'statement-header-unknown' ? answer.facts?.file : undefined;
    setRefusal({
      text: answer.messages?.[language] ?? say('request.failed'),
      mapAt: kept === undefined ? null : `map/${kept}?${query}`,
    });
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
              accept=".csv,.xlsx,.txt,.xls,.htm,.html"
              onChange={(event) => setName(event.target.files?.[0]?.name ?? '')}
            />
          </Box>
        </Box>
        <Button
          size="L"
          loading={share !== null}
          disabled={account === '' || name === ''}
          onClick={() => void upload()}
        >
          {say('statements.upload')}
        </Button>
      </Flex>
      <Box paddingTop={2}>
        {share !== null ? (
          <Sending share={share} />
        ) : (
          <Typography variant="pi" textColor="neutral600">
            {say('statements.fileHint')}
          </Typography>
        )}
      </Box>
      {refusal !== null && <Refused refusal={refusal} />}
    </Box>
  );
}
