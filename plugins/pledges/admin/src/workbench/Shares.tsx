import { Box, Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { amountText, codeText, digitsOf, groupedText } from '../format';
import type { PledgeChoice } from '../types';
import { useWords } from '../use-words';

export interface DraftShare {
  readonly pledge: PledgeChoice;
  /** Digits as typed. */
  readonly amount: string;
}

const least = (one: string, other: string) => (BigInt(one) < BigInt(other) ? one : other);

/** What of a donation is left when some shares are taken; negative when they are too many. */
export const leftAfter = (remainingVnd: string, shares: readonly DraftShare[]): bigint =>
  shares.reduce((left, { amount }) => left - BigInt(amount || '0'), BigInt(remainingVnd));

/** A further pledge with as much as the pledge needs and the donation has. */
export function withPledge(
  shares: readonly DraftShare[],
  pledge: PledgeChoice,
  remainingVnd: string,
): readonly DraftShare[] {
  if (shares.some((each) => each.pledge.code === pledge.code)) return shares;
  const left = leftAfter(remainingVnd, shares);
  const free = left > 0n ? String(left) : '0';
  const wanted = pledge.remainingVnd === '0' ? free : pledge.remainingVnd;
  return [...shares, { pledge, amount: least(wanted, free) }];
}

interface Props {
  remainingVnd: string;
  shares: readonly DraftShare[];
  isBusy: boolean;
  onChange: (shares: readonly DraftShare[]) => void;
  onSettle: () => void;
}

/** One donation for one or several pledges, each with its amount. */
export function Shares({ remainingVnd, shares, isBusy, onChange, onSettle }: Props) {
  const { say } = useWords();
  const left = leftAfter(remainingVnd, shares);
  const isComplete = shares.every(({ amount }) => amount !== '' && amount !== '0');
  return (
    <Box background="neutral100" hasRadius padding={3}>
      <Typography variant="sigma" textColor="neutral600" tag="h3">
        {say('panel.shares')}
      </Typography>
      <Flex direction="column" alignItems="stretch" gap={2} paddingTop={2}>
        {shares.map(({ pledge, amount }) => (
          <Flex key={pledge.code} gap={2} alignItems="center">
            <Box flex="1">
              <Typography fontWeight="bold">{pledge.donorName}</Typography>{' '}
              <Typography variant="pi" textColor="neutral600">
                {codeText(pledge.code)}
              </Typography>
            </Box>
            <Box width="150px">
              <Field.Root>
                <TextInput
                  size="S"
                  inputMode="numeric"
                  aria-label={say('panel.amount', { code: codeText(pledge.code) })}
                  value={groupedText(amount)}
                  onChange={(event: { target: { value: string } }) =>
                    onChange(
                      shares.map((each) =>
                        each.pledge.code === pledge.code
                          ? { ...each, amount: digitsOf(event.target.value) }
                          : each,
                      ),
                    )
                  }
                  onKeyDown={(event: { key: string }) => {
                    if (event.key === 'Enter' && isComplete && left >= 0n) onSettle();
                  }}
                />
              </Field.Root>
            </Box>
            <Button
              size="S"
              variant="ghost"
              onClick={() => onChange(shares.filter((each) => each.pledge.code !== pledge.code))}
            >
              {say('panel.remove')}
            </Button>
          </Flex>
        ))}
      </Flex>
      <Flex justifyContent="space-between" paddingTop={3} gap={2}>
        <Typography variant="pi" textColor={left < 0n ? 'danger600' : 'neutral700'}>
          {left < 0n
            ? say('panel.over', { amount: amountText(String(-left)) })
            : say('panel.left', { amount: amountText(String(left)) })}
        </Typography>
        <Button
          size="S"
          loading={isBusy}
          disabled={shares.length === 0 || !isComplete || left < 0n}
          onClick={onSettle}
        >
          {say('panel.settle')}
        </Button>
      </Flex>
    </Box>
  );
}
