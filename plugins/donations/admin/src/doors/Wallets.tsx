import { Box, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { ReasonDialog } from '../books/ReasonDialog';
import { useAction } from '../books/use-action';
import { amountText, dayText } from '../format';
import { Sheet } from '../Sheet';
import { StateBadge } from '../StateBadge';
import type { WalletFileView } from '../types';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import { Alert } from './Alert';
import { AskDialog } from './AskDialog';
import { WalletUpload } from './WalletUpload';

interface Listed {
  readonly files: readonly WalletFileView[];
  readonly channels: readonly string[];
  readonly campaigns: readonly { readonly code: string; readonly name: string }[];
}

const nothing: Listed = { files: [], channels: [], campaigns: [] };
const columns = [
  'number',
  'channel',
  'period',
  'gifts',
  'sum',
  'fee',
  'uploadedBy',
  'state',
] as const;
const refreshMs = 1500;

interface StateProps {
  file: WalletFileView;
  onStep: (step: 'accept' | 'reject', body: object) => void;
}

/** Where a file stands, and what may be done with it. */
function State({ file, onStep }: StateProps) {
  const { say } = useWords();
  const subject = `${say(`channel.${file.channel}`)} · ${amountText(file.amountVnd)}`;
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <StateBadge state={file.state} />
      {file.state === 'accepted' && (
        <Typography variant="pi">{`${say('column.posted')} ${file.posted}/${file.rowCount}`}</Typography>
      )}
      {file.state === 'proved' && (
        <Flex gap={2}>
          <AskDialog
            label={say('wallets.accept')}
            subject={subject}
            ask={say('wallets.acceptAsk')}
            onDone={() => onStep('accept', {})}
          />
          <ReasonDialog
            isDanger
            size="S"
            label={say('wallets.reject')}
            ask={`${subject}. ${say('wallets.rejectAsk')}`}
            reasonLabel={say('books.reason')}
            onDone={(reason) => onStep('reject', { reason })}
          />
        </Flex>
      )}
      {file.state === 'proved' && file.needsSecondPerson && (
        <Typography variant="pi" textColor="warning700">
          {say('wallets.second')}
        </Typography>
      )}
    </Flex>
  );
}

/** How many gifts, and which of them are not booked by this file. */
function Gifts({ file }: { file: WalletFileView }) {
  const { say } = useWords();
  const notes = [
    ...(file.knownCount > 0 ? [`${file.knownCount} ${say('wallets.knownRows')}`] : []),
    ...(file.skippedCount > 0 ? [`${file.skippedCount} ${say('wallets.skipped')}`] : []),
  ];
  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography textColor="neutral800">{file.giftCount.toLocaleString('vi-VN')}</Typography>
      {notes.map((note) => (
        <Typography key={note} variant="pi" textColor="neutral600">
          {note}
        </Typography>
      ))}
    </Flex>
  );
}

/** Settlement files of wallets and short numbers: upload, look, accept. */
function Wallets() {
  const { say } = useWords();
  const request = useRequest();
  const { act, refusal } = useAction();
  const [listed, setListed] = useState<Listed | null>(null);

  const load = useCallback(async () => {
    const answer = await request<Listed>('/donations/wallets');
    setListed(answer.ok ? answer.value : nothing);
  }, [request]);
  useEffect(() => void load(), [load]);

  const isBooking =
    listed?.files.some(
      ({ state, posted, rowCount }) => state === 'accepted' && posted < rowCount,
    ) ?? false;
  useEffect(() => {
    if (!isBooking) return undefined;
    const timer = setInterval(() => void load(), refreshMs);
    return () => clearInterval(timer);
  }, [isBooking, load]);

  async function step(file: WalletFileView, name: string, body: object): Promise<void> {
    await act(`/donations/wallets/${file.id}/${name}`, { ...body, version: file.version });
    await load();
  }

  if (listed === null) return <Page.Loading />;
  return (
    <Page.Main>
      <Page.Title>{say('wallets.title')}</Page.Title>
      <Layouts.Header title={say('wallets.title')} subtitle={say('wallets.text')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <WalletUpload
            channels={listed.channels}
            campaigns={listed.campaigns}
            onUploaded={() => void load()}
          />
          <Box background="primary100" padding={4} hasRadius>
            <Typography textColor="neutral800">{say('wallets.payout')}</Typography>
          </Box>
          <Alert refusal={refusal} />
          {listed.files.length === 0 ? (
            <EmptyStateLayout content={say('wallets.none')} />
          ) : (
            <Sheet
              label={say('wallets.title')}
              columns={columns.map((name) => say(`column.${name}`))}
              rows={listed.files.map((file) => ({
                key: file.id,
                cells: [
                  file.number,
                  say(`channel.${file.channel}`),
                  `${dayText(file.periodFrom)} – ${dayText(file.periodTo)}`,
                  <Gifts key="gifts" file={file} />,
                  ...[amountText(file.amountVnd), amountText(file.feeVnd), file.uploadedBy],
                  <State
                    key="state"
                    file={file}
                    onStep={(name, body) => void step(file, name, body)}
                  />,
                ],
              }))}
            />
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}

export default Wallets;
