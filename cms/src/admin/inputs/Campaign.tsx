import { Pick } from './Pick';
import { readCampaigns } from './options';
import type { InputProps } from './types';
import { useChoices } from './use-choices';

/** A campaign, by its name. */
export default function Campaign(props: InputProps) {
  return <Pick {...props} {...useChoices(readCampaigns)} />;
}
