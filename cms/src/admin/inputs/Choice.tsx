import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { Pick } from './Pick';
import type { InputProps } from './types';

/** Lists longer than this are searched, not scrolled. */
const selectMax = 8;

/** One of the values that the content type names, by its words. */
export default function Choice(props: InputProps) {
  const { name, label, labelAction, hint, required = false, disabled = false, attribute } = props;
  const { formatMessage } = useIntl();
  const field = useField<string | null>(name);
  const choices = Object.entries(attribute.options?.words ?? {}).map(([value, words]) => ({
    value,
    words,
  }));
  if (choices.length > selectMax) return <Pick {...props} choices={choices} />;
  return (
    <Field.Root name={name} id={name} required={required} hint={hint} error={field.error}>
      <Field.Label action={labelAction}>{label}</Field.Label>
      <SingleSelect
        value={field.value ?? ''}
        onChange={(next) => field.onChange(name, String(next))}
        {...(required ? {} : { onClear: () => field.onChange(name, null) })}
        clearLabel={formatMessage({ id: 'choice.clear' })}
        placeholder={formatMessage({ id: required ? 'choice.placeholder' : 'choice.none' })}
        disabled={disabled}
      >
        {choices.map(({ value, words }) => (
          <SingleSelectOption key={value} value={value}>
            {words}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
