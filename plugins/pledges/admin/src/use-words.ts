import { useIntl } from 'react-intl';
import { vi, type WordKey } from './words';

/** The words of these screens in the language of the admin. */
export function useWords() {
  const { formatMessage, locale } = useIntl();
  const language: 'vi' | 'en' = locale.startsWith('en') ? 'en' : 'vi';
  const say = (key: WordKey, values: Record<string, string | number> = {}) =>
    formatMessage({ id: `pledges.${key}`, defaultMessage: vi[key] }, values);
  return { say, language };
}
