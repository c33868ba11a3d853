import { Box, Button, Flex, Grid, Typography } from '@strapi/design-system';
import { useRef, useState } from 'react';
import type { WalletFileView } from '../types';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import type { WordKey } from '../words';
import { Alert } from './Alert';
import { Select, Text } from './fields';
import { useForm } from './use-form';

interface Props {
  channels: readonly string[];
  campaigns: readonly { readonly code: string; readonly name: string }[];
  onUploaded: () => void;
}

type Uploaded = WalletFileView & { readonly alreadyKnown: boolean };

/** Chooses a channel and a file, with the totals that the provider's letter declares. */
export function WalletUpload({ channels, campaigns, onUploaded }: Props) {
  const { say, language } = useWords();
  const request = useRequest();
  const file = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const campaign = campaigns.length === 1 ? (campaigns[0]?.code ?? '') : '';
  const { typed, bind } = useForm({ channel: '', campaign, count: '', sum: '' });
  const isReady = name !== '' && Object.values(typed).every((each) => each.trim() !== '');

  async function upload(): Promise<void> {
    const chosen = file.current?.files?.[0];
    if (chosen === undefined) return;
    setBusy(true);
    setRefusal(null);
    setDone(null);
    const query = new URLSearchParams({ ...typed, name: chosen.name });
    const answer = await request<Uploaded>(`/donations/wallets?${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: chosen,
    });
    setBusy(false);
    if (!answer.ok) return setRefusal(answer.messages?.[language] ?? say('request.failed'));
    setDone(say(answer.value.alreadyKnown ? 'wallets.alreadyKnown' : 'wallets.proved'));
    onUploaded();
  }

  const options = {
    channel: channels.map((value) => ({ value, label: say(`channel.${value}` as WordKey) })),
    campaign: campaigns.map(({ code, name: label }) => ({ value: code, label })),
  };
  return (
    <Box background="neutral0" padding={6} shadow="tableShadow" hasRadius>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Grid.Root gap={5}>
          <Grid.Item col={6} s={12} alignItems="stretch">
            <Select {...bind('channel')} label={say('wallets.channel')} options={options.channel} />
          </Grid.Item>
          <Grid.Item col={6} s={12} alignItems="stretch">
            <Select
              {...bind('campaign')}
              label={say('accounts.campaign')}
              options={options.campaign}
            />
          </Grid.Item>
          <Grid.Item col={6} s={12} alignItems="stretch">
            <Text {...bind('count')} label={say('wallets.count')} />
          </Grid.Item>
          <Grid.Item col={6} s={12} alignItems="stretch">
            <Text {...bind('sum')} label={say('wallets.sum')} />
          </Grid.Item>
        </Grid.Root>
        <Flex gap={6} alignItems="flex-end" wrap="wrap">
          <Box>
            <Typography tag="label" htmlFor="wallet-file" variant="pi" fontWeight="bold">
              {say('wallets.file')}
            </Typography>
            <Box paddingTop={1}>
              <input
                id="wallet-file"
                ref={file}
                type="file"
                accept=".csv,.xlsx,.txt,.xls"
                onChange={(event) => setName(event.target.files?.[0]?.name ?? '')}
              />
            </Box>
          </Box>
          <Button size="L" loading={isBusy} disabled={!isReady} onClick={() => void upload()}>
            {say('wallets.upload')}
          </Button>
        </Flex>
        <Typography variant="pi" textColor="neutral600">
          {say('wallets.fileHint')}
        </Typography>
        <Alert refusal={refusal} />
        {done !== null && (
          <Typography role="status" textColor="success600" fontWeight="bold">
            {done}
          </Typography>
        )}
      </Flex>
    </Box>
  );
}
