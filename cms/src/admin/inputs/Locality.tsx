import { useIntl } from 'react-intl';
import { Pick } from './Pick';
import { readLocalities } from './options';
import type { InputProps } from './types';
import { useChoices } from './use-choices';

/** A province or city of either epoch, by its name. */
export default function Locality(props: InputProps) {
  const { formatMessage } = useIntl();
  const former = (name: string) => formatMessage({ id: 'locality.former' }, { name });
  return <Pick {...props} {...useChoices(() => readLocalities(former))} />;
}
