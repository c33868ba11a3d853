import type { ReactNode } from 'react';

/** What the content manager gives to the input of a custom field. */
export interface InputProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly labelAction?: ReactNode;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly attribute: {
    readonly options?: { readonly words?: Readonly<Record<string, string>> };
  };
}
