import {
  Box,
  Field,
  Grid,
  SingleSelect,
  SingleSelectOption,
  TextInput,
  Typography,
} from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { Mapping } from '../MappingTable';
import { useWords } from '../use-words';
import type { WordKey } from '../words';

const signs = {
  dot: '.',
  comma: ',',
  space: ' ',
  apostrophe: "'",
  none: '',
} as const;
const dateForms = ['dmy', 'mdy', 'ymd'] as const;

/** What is typed beside the columns. */
export interface Typed {
  readonly name: string;
  readonly openingVnd: string;
  readonly closingVnd: string;
}

interface Props {
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
  typed: Typed;
  onTyped: (typed: Typed) => void;
}

function Cell({ label, hint, children }: { label: WordKey; hint?: WordKey; children: ReactNode }) {
  const { say } = useWords();
  return (
    <Grid.Item col={4} s={6} xs={12} direction="column" alignItems="stretch">
      <Field.Root {...(hint === undefined ? {} : { hint: say(hint) })}>
        <Field.Label>{say(label)}</Field.Label>
        {children}
        <Field.Hint />
      </Field.Root>
    </Grid.Item>
  );
}

function Text({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      value={value}
      onChange={(event: { target: { value: string } }) => onChange(event.target.value)}
    />
  );
}

/** Date form, thousands, balances and the name under which all of it is kept. */
export function MappingSettings({ mapping, onMapping, typed, onTyped }: Props) {
  const { say } = useWords();
  const sign = Object.entries(signs).find(([, each]) => each === mapping.thousands)?.[0] ?? 'none';
  return (
    <Box background="neutral0" padding={6} shadow="tableShadow" hasRadius>
      <Typography variant="delta" tag="h2">
        {say('mapping.settings')}
      </Typography>
      <Box paddingTop={4}>
        <Grid.Root gap={4}>
          <Cell label="mapping.name" hint="mapping.nameHint">
            <Text value={typed.name} onChange={(name) => onTyped({ ...typed, name })} />
          </Cell>
          <Cell label="mapping.dateForm">
            <SingleSelect
              value={mapping.dateForm}
              onChange={(value) =>
                onMapping({ ...mapping, dateForm: String(value) as Mapping['dateForm'] })
              }
            >
              {dateForms.map((form) => (
                <SingleSelectOption key={form} value={form}>
                  {say(`dateForm.${form}`)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Cell>
          <Cell label="mapping.thousands">
            <SingleSelect
              value={sign}
              onChange={(value) =>
                onMapping({ ...mapping, thousands: signs[String(value) as keyof typeof signs] })
              }
            >
              {Object.keys(signs).map((each) => (
                <SingleSelectOption key={each} value={each}>
                  {say(`thousands.${each}` as WordKey)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Cell>
          <Cell label="mapping.opening">
            <Text
              value={typed.openingVnd}
              onChange={(openingVnd) => onTyped({ ...typed, openingVnd })}
            />
          </Cell>
          <Cell label="mapping.closing">
            <Text
              value={typed.closingVnd}
              onChange={(closingVnd) => onTyped({ ...typed, closingVnd })}
            />
          </Cell>
        </Grid.Root>
      </Box>
    </Box>
  );
}
