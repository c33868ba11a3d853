import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { plain, type Choice } from './options';
import type { InputProps } from './types';

interface PickProps extends InputProps {
  readonly choices: readonly Choice[];
  readonly state?: 'ready' | 'loading' | 'failed';
}

/**
 * A field whose value is chosen from a list by typing a part of its words, with or without marks. A stored
 * value that is no longer in the list is shown as it is, never lost.
 */
export function Pick({
  name,
  label,
  labelAction,
  hint,
  required = false,
  disabled = false,
  choices,
  state = 'ready',
}: PickProps) {
  const { formatMessage } = useIntl();
  const field = useField<string | null>(name);
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const say = (id: string, values?: Record<string, string>) => formatMessage({ id }, values);
  const { value } = field;
  const kept =
    value && state === 'ready' && !choices.some((choice) => choice.value === value)
      ? [{ value, words: say('choice.unknown', { value }) }]
      : [];
  const all = [...kept, ...choices];
  const chosen = all.find((choice) => choice.value === value);
  // What was chosen here, loaded, or taken back stands in the box in words.
  const words = chosen?.words ?? '';
  useEffect(() => setTyped(words), [words]);
  // Those words are no search.
  const part = typed === words ? '' : plain(typed);
  const shown = part === '' ? all : all.filter((choice) => plain(choice.words).includes(part));
  return (
    <Field.Root
      name={name}
      id={name}
      required={required}
      hint={hint}
      error={state === 'failed' ? say('choice.failed') : field.error}
    >
      <Field.Label action={labelAction}>{label}</Field.Label>
      <Combobox
        autocomplete="none"
        value={state === 'ready' ? (value ?? '') : ''}
        textValue={typed}
        onTextValueChange={(text?: string) => setTyped(text ?? '')}
        onOpenChange={(opens) => {
          setOpen(opens);
          if (!opens) setTyped(words);
        }}
        onChange={(next?: string) => {
          if (next !== undefined && next !== '') field.onChange(name, next);
        }}
        // Left alone, the box would take an unfinished search, or Escape, for the wish to choose nothing.
        onBlur={(event) => {
          if (isOpen) return;
          event.preventDefault();
          setTyped(words);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !isOpen) event.preventDefault();
        }}
        onClear={() => {
          setTyped('');
          field.onChange(name, null);
        }}
        clearLabel={say('choice.clear')}
        placeholder={say('choice.placeholder')}
        loading={state === 'loading'}
        loadingMessage={say('choice.loading')}
        noOptionsMessage={() => say('choice.nothing')}
        disabled={disabled || state === 'failed'}
      >
        {shown.map((choice) => (
          <ComboboxOption key={choice.value} value={choice.value} textValue={choice.words}>
            {choice.words}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
