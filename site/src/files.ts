/** The address of an uploaded file on the site, where it outlives the CMS. */
export const fileAddress = (file: string): string => `/tep/${encodeURIComponent(file)}`;

/** A size as people read it: `298 KB`, `1,2 MB`. */
export function formatBytes(bytes: number, language: 'vi' | 'en'): string {
  const isLarge = bytes >= 1_000_000;
  const amount = isLarge ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1000));
  const format = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    maximumFractionDigits: 1,
  });
  return `${format.format(amount)} ${isLarge ? 'MB' : 'KB'}`;
}

const typeNames: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
};

/** The type of a file in a word, from its media type or else from its name. */
export const typeName = (file: { readonly mime: string; readonly file: string }): string =>
  typeNames[file.mime] ?? (file.file.split('.').at(-1) ?? '').toUpperCase();
