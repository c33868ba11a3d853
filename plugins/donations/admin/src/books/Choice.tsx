import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';

interface Props<Value extends string> {
  label: string;
  value: Value;
  values: readonly Value[];
  say: (value: Value) => string;
  onChange: (value: Value) => void;
}

/** One of some values, each by its words. */
export function Choice<Value extends string>({
  label,
  value,
  values,
  say,
  onChange,
}: Props<Value>) {
  return (
    <Field.Root>
      <Field.Label>{label}</Field.Label>
      <SingleSelect value={value} onChange={(chosen) => onChange(String(chosen) as Value)}>
        {values.map((each) => (
          <SingleSelectOption key={each} value={each}>
            {say(each)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
}
