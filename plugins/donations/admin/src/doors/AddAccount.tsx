import { Button, Checkbox, Flex, Modal, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { posting, useRequest } from '../use-request';
import { useWords } from '../use-words';
import { Alert } from './Alert';
import { Select, Text } from './fields';
import { useForm } from './use-form';

interface Props {
  banks: readonly { readonly bin: string; readonly shortName: string }[];
  campaigns: readonly { readonly code: string; readonly name: string }[];
  currencies: readonly string[];
  onAdded: () => void;
}

const details = [
  ...(['swift', 'bankName', 'bankAddress', 'beneficiaryAddress'] as const),
  ...(['correspondentBank', 'correspondentSwift'] as const),
];
const empty = {
  ...{ bin: '', number: '', name: '', campaign: '', currency: 'VND' },
  ...{ swift: '', bankName: '', bankAddress: '', beneficiaryAddress: '' },
  ...{ correspondentBank: '', correspondentSwift: '' },
};
/** A select takes no empty value for a choice of its own. */
const noBank = '-';

/** Enters an account, in đồng or in another currency; another person publishes it. */
export function AddAccount({ banks, campaigns, currencies, onAdded }: Props) {
  const { say, language } = useWords();
  const request = useRequest();
  const [isOpen, setOpen] = useState(false);
  const [hasSwift, setSwift] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const first = { ...empty, campaign: campaigns[0]?.code ?? '' };
  const { typed, setTyped, setProblems, bind } = useForm(first);
  const isForeign = typed.currency !== 'VND';
  const isAbroad = isForeign || hasSwift;

  async function add(): Promise<void> {
    const { bin, number, name, campaign, currency, ...transfer } = typed;
    const body = { bin: bin === noBank ? '' : bin, number, name, campaign, currency };
    const answer = await request(
      '/donations/accounts',
      posting(isAbroad ? { ...body, transfer } : body),
    );
    setProblems(answer.ok ? [] : (answer.problems ?? []));
    setRefusal(answer.ok ? null : (answer.messages?.[language] ?? say('request.failed')));
    if (!answer.ok) return;
    setTyped(first);
    setOpen(false);
    onAdded();
  }

  const bankOptions = [
    ...(isForeign ? [{ value: noBank, label: say('accounts.noBank') }] : []),
    ...banks.map(({ bin, shortName }) => ({ value: bin, label: shortName })),
  ];
  return (
    <Modal.Root open={isOpen} onOpenChange={setOpen}>
      <Modal.Trigger>
        <Button>{say('accounts.add')}</Button>
      </Modal.Trigger>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{say('accounts.add')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4} width="100%">
            <Alert refusal={refusal} />
            <Select
              {...bind('currency')}
              label={say('accounts.currency')}
              options={currencies.map((value) => ({ value, label: value }))}
            />
            <Select
              {...bind('bin')}
              label={say('accounts.bank')}
              placeholder={say('accounts.choose')}
              options={bankOptions}
            />
            <Text
              {...bind('number')}
              label={say(isForeign ? 'accounts.numberAbroad' : 'accounts.number')}
            />
            <Text {...bind('name')} label={say('accounts.name')} />
            <Select
              {...bind('campaign')}
              label={say('accounts.campaign')}
              options={campaigns.map(({ code, name }) => ({ value: code, label: name }))}
            />
            {!isForeign && (
              <Checkbox checked={hasSwift} onCheckedChange={(to) => setSwift(to === true)}>
                {say('accounts.isAbroad')}
              </Checkbox>
            )}
            {isAbroad &&
              details.map((name) => (
                <Text key={name} {...bind(name)} label={say(`accounts.${name}`)} />
              ))}
            <Typography variant="pi" textColor="neutral600">
              {say('accounts.newNumber')}
            </Typography>
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close>
            <Button variant="tertiary">{say('accounts.cancel')}</Button>
          </Modal.Close>
          <Button onClick={() => void add()}>{say('accounts.save')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
