import { Typography } from '@strapi/design-system';
import type { InputProps } from './inputs/types';

interface Header {
  readonly name: string;
  readonly attribute?: InputProps['attribute'] & { readonly customField?: string };
  readonly cellFormatter?: unknown;
}

interface Listed {
  readonly displayedHeaders: readonly Header[];
  readonly layout: unknown;
}

/** Lists show the words of a choice, not its key. */
export function wordChoices({ displayedHeaders, layout }: Listed): Listed {
  const worded = displayedHeaders.map((header) => {
    if (header.attribute?.customField !== 'global::choice') return header;
    const words = header.attribute.options?.words ?? {};
    return {
      ...header,
      cellFormatter: (row: Readonly<Record<string, unknown>>) => {
        const value = String(row[header.name] ?? '');
        return <Typography textColor="neutral800">{words[value] ?? (value || '-')}</Typography>;
      },
    };
  });
  return { displayedHeaders: worded, layout };
}
