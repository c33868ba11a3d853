import { Box, Button, Flex, Grid, Link, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useEffect, useState, type ReactNode } from 'react';
import { NavLink, useNavigate } from 'react-router-dom';
import { amountText } from '../format';
import type { SlipChoices, SlipView } from '../types';
import { posting, useRequest } from '../use-request';
import { useWords } from '../use-words';
import { Alert } from './Alert';
import { OneOf, Select, Text } from './fields';
import { useForm } from './use-form';

const empty = {
  ...{ payerName: '', payerKind: '', visibility: '', amount: '', receivedOn: '' },
  ...{ unit: '', campaign: '', referenceCode: '', note: '' },
};

/** Today in Viet Nam, as a field of a day wants it. */
const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

const optionsOf = (choices: readonly { readonly code: string; readonly name: string }[]) =>
  choices.map(({ code, name }) => ({ value: code, label: name }));

const only = (choices: readonly { readonly code: string }[]) =>
  choices.length === 1 ? (choices[0]?.code ?? '') : '';

function Half({ children }: { children: ReactNode }) {
  return (
    <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
      {children}
    </Grid.Item>
  );
}

/** What an officer at a counter fills in. One form makes one slip, however often it is sent. */
export function NewSlip() {
  const { say, language } = useWords();
  const request = useRequest();
  const navigate = useNavigate();
  const [key] = useState(() => crypto.randomUUID());
  const [choices, setChoices] = useState<SlipChoices | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { typed, setTyped, setProblems, bind } = useForm({ ...empty, receivedOn: today() });

  useEffect(() => {
    void request<{ choices: SlipChoices }>('/donations/slips').then((answer) => {
      if (!answer.ok) return setRefusal(answer.messages?.[language] ?? say('request.failed'));
      const { units, campaigns } = answer.value.choices;
      setChoices(answer.value.choices);
      setTyped((before) => ({ ...before, unit: only(units), campaign: only(campaigns) }));
    });
    // The choices are asked for once.
  }, [request]);

  async function issue(): Promise<void> {
    setBusy(true);
    const answer = await request<SlipView>('/donations/slips', posting({ ...typed, key }));
    setBusy(false);
    if (answer.ok) return navigate(`../${answer.value.id}`);
    setRefusal(answer.messages?.[language] ?? say('request.failed'));
    setProblems(answer.problems ?? []);
  }

  const named = (name: keyof typeof empty) => ({ ...bind(name), label: say(`slips.${name}`) });
  return (
    <Page.Main>
      <Page.Title>{say('slips.new')}</Page.Title>
      <Layouts.Header
        title={say('slips.new')}
        navigationAction={
          <Link tag={NavLink} to="..">
            {say('slips.back')}
          </Link>
        }
      />
      <Layouts.Content>
        <Box background="neutral0" padding={7} shadow="tableShadow" hasRadius maxWidth="90rem">
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Alert refusal={refusal} />
            <Grid.Root gap={5}>
              <Half>
                <Text {...named('payerName')} />
              </Half>
              <Half>
                <Text {...named('amount')} />
              </Half>
              <Half>
                <OneOf
                  {...named('payerKind')}
                  options={(['individual', 'organisation'] as const).map((value) => ({
                    value,
                    label: say(`slips.${value}`),
                  }))}
                />
              </Half>
              <Half>
                <OneOf
                  {...named('visibility')}
                  hint={say('slips.visibilityHint')}
                  options={(['full', 'initials', 'anonymous'] as const).map((value) => ({
                    value,
                    label: say(`slips.${value}`),
                  }))}
                />
              </Half>
              <Half>
                <Select {...named('campaign')} options={optionsOf(choices?.campaigns ?? [])} />
              </Half>
              <Half>
                <Select {...named('unit')} options={optionsOf(choices?.units ?? [])} />
              </Half>
              <Half>
                <Text {...named('receivedOn')} type="date" />
              </Half>
              <Half>
                <Text {...named('referenceCode')} />
              </Half>
              <Grid.Item col={12} direction="column" alignItems="stretch">
                <Text {...named('note')} />
              </Grid.Item>
            </Grid.Root>
            <Flex gap={4}>
              <Box flex="none">
                <Button size="L" loading={isBusy} onClick={() => void issue()}>
                  {say('slips.issue')}
                </Button>
              </Box>
              {choices !== null && (
                <Typography variant="pi" textColor="neutral600">
                  {`${say('slips.threshold')} ${amountText(choices.secondPersonFromVnd)}.`}
                </Typography>
              )}
            </Flex>
          </Flex>
        </Box>
      </Layouts.Content>
    </Page.Main>
  );
}
