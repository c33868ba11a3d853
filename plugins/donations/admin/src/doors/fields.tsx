import { Field, Radio, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';

interface Common {
  name: string;
  label: string;
  value: string;
  /** The sentence of what is wrong with it. */
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A line of text with what is wrong with it. */
export function Text({ name, label, value, error, type, onChange }: Common & { type?: string }) {
  return (
    <Field.Root name={name} error={error ?? false} width="100%">
      <Field.Label>{label}</Field.Label>
      <TextInput
        name={name}
        type={type ?? 'text'}
        value={value}
        onChange={(event: { target: { value: string } }) => onChange(event.target.value)}
      />
      <Field.Error />
    </Field.Root>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** One of many. */
export function Select({
  name,
  label,
  value,
  error,
  placeholder,
  options,
  onChange,
}: Common & { placeholder?: string; options: readonly Option[] }) {
  return (
    <Field.Root name={name} error={error ?? false} width="100%">
      <Field.Label>{label}</Field.Label>
      <SingleSelect
        placeholder={placeholder ?? ''}
        value={value}
        onChange={(chosen) => onChange(String(chosen))}
      >
        {options.map((option) => (
          <SingleSelectOption key={option.value} value={option.value}>
            {option.label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Error />
    </Field.Root>
  );
}

/** One of few, nothing chosen beforehand. */
export function OneOf({
  name,
  label,
  value,
  error,
  hint,
  options,
  onChange,
}: Common & { hint?: string; options: readonly Option[] }) {
  return (
    <Field.Root name={name} error={error ?? false} hint={hint ?? ''} width="100%">
      <Field.Label>{label}</Field.Label>
      <Radio.Group aria-label={label} value={value} onValueChange={onChange}>
        {options.map((option) => (
          <Radio.Item key={option.value} value={option.value}>
            {option.label}
          </Radio.Item>
        ))}
      </Radio.Group>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
