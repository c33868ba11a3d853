import { lineClasses } from '@chung-tay/domain';
import {
  Box,
  Button,
  EmptyStateLayout,
  Field,
  Flex,
  Grid,
  Link,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system';
import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { NavLink, useSearchParams } from 'react-router-dom';
import { amountText, dayText } from '../format';
import { Sheet } from '../Sheet';
import type { LineRow } from '../types';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import { BooksPage } from './BooksPage';
import { Memo } from './Memo';

interface Found {
  readonly lines: readonly LineRow[];
  readonly next: string | null;
}

const texts = ['q', 'statement', 'account', 'min', 'max'] as const;
const days = ['from', 'to'] as const;

interface FilterProps {
  given: URLSearchParams;
  onFind: (filter: URLSearchParams) => void;
}

function Filter({ given, onFind }: FilterProps) {
  const { say } = useWords();
  const [fields, setFields] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(given.entries()),
  );
  const set = (name: string, value: string) => setFields({ ...fields, [name]: value });

  function find(event: FormEvent): void {
    event.preventDefault();
    const filled = Object.entries(fields).map(([name, value]) => {
      const typed = value.trim();
      return [name, name === 'min' || name === 'max' ? typed.replace(/\D/g, '') : typed];
    });
    onFind(new URLSearchParams(filled.filter(([, value]) => value !== '')));
  }

  const field = (name: (typeof texts)[number] | (typeof days)[number], type: 'text' | 'date') => (
    <Grid.Item key={name} col={name === 'q' ? 6 : 3} s={6} xs={12}>
      <Field.Root width="100%">
        <Field.Label>{say(`lines.${name}`)}</Field.Label>
        <TextInput
          type={type}
          value={fields[name] ?? ''}
          onChange={(event: { target: { value: string } }) => set(name, event.target.value)}
        />
      </Field.Root>
    </Grid.Item>
  );
  return (
    <Box
      tag="form"
      onSubmit={find}
      background="neutral0"
      padding={5}
      shadow="tableShadow"
      hasRadius
    >
      <Grid.Root gap={4}>
        {texts.slice(0, 3).map((name) => field(name, 'text'))}
        {days.map((name) => field(name, 'date'))}
        {texts.slice(3).map((name) => field(name, 'text'))}
        <Grid.Item col={6} s={6} xs={12}>
          <Field.Root width="100%">
            <Field.Label>{say('column.class')}</Field.Label>
            <SingleSelect
              value={fields.class ?? 'any'}
              onChange={(value) => set('class', value === 'any' ? '' : String(value))}
            >
              <SingleSelectOption value="any">{say('lines.anyClass')}</SingleSelectOption>
              {lineClasses.map((each) => (
                <SingleSelectOption key={each} value={each}>
                  {say(`class.${each}`)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Field.Root>
        </Grid.Item>
        <Grid.Item col={6} s={6} xs={12} alignItems="end" justifyContent="flex-end">
          <Button type="submit" size="L">
            {say('lines.find')}
          </Button>
        </Grid.Item>
      </Grid.Root>
    </Box>
  );
}

/** Where the donation of a line stands, in words. */
export function useStanding() {
  const { say } = useWords();
  return ({ holdState, donation }: Pick<LineRow, 'holdState' | 'donation'>) => {
    if (holdState === 'waiting') return say('line.waiting');
    if (donation === null) return '';
    return say(donation.isStanding ? 'line.standing' : 'line.reversed');
  };
}

/** Booked lines by statement, account, day, amount, memo and class. */
export function Lines() {
  const { say, language } = useWords();
  const request = useRequest();
  const standing = useStanding();
  const [filter, setFilter] = useSearchParams();
  const [found, setFound] = useState<Found | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const asked = filter.toString();

  const load = useCallback(
    async (after: string | null) => {
      const query = new URLSearchParams(asked);
      if (after !== null) query.set('after', after);
      const answer = await request<Found>(`/donations/lines?${query}`);
      setRefusal(answer.ok ? null : (answer.messages?.[language] ?? say('request.failed')));
      if (!answer.ok) return;
      const { lines, next } = answer.value;
      setFound((known) => ({
        lines: after === null ? lines : [...(known?.lines ?? []), ...lines],
        next,
      }));
    },
    // `say` is new at each drawing; its words change with the language only.
    [request, asked, language],
  );
  useEffect(() => void load(null), [load]);

  const next = found?.next ?? null;
  return (
    <BooksPage tab="lines" text={say('lines.text')} refusal={refusal}>
      <Filter given={filter} onFind={setFilter} />
      {found !== null && found.lines.length === 0 && (
        <EmptyStateLayout content={say('lines.none')} />
      )}
      {found !== null && found.lines.length > 0 && (
        <Sheet
          label={say('books.lines')}
          columns={[
            ...(['number', 'day', 'amount', 'class', 'state', 'memo'] as const).map((name) =>
              say(`column.${name}`),
            ),
          ]}
          rows={found.lines.map((line) => ({
            key: line.id,
            cells: [
              <Link key="to" tag={NavLink} to={`${line.id}`}>
                {line.number}
              </Link>,
              dayText(line.bookedOn),
              amountText(line.amountVnd),
              say(`class.${line.class}`),
              standing(line),
              <Memo key="memo" text={line.memo} />,
            ],
          }))}
        />
      )}
      {next !== null && (
        <Flex justifyContent="center">
          <Button variant="tertiary" onClick={() => void load(next)}>
            {say('books.more')}
          </Button>
        </Flex>
      )}
    </BooksPage>
  );
}
