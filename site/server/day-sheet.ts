import { addDays, dayOf, formatDayLong, startOfDay } from '@chung-tay/domain';
import { builtFile, type BuiltFile } from './built-files.ts';
import { locales } from './content.ts';

const trustSeconds = 300;
let kept: { readonly day: string; readonly untilMs: number; readonly file: BuiltFile } | undefined;

/** The stylesheet that writes today's date, so that no page has to be made anew at midnight. */
export function styleOfDay(nowMs: number): string {
  const day = dayOf(nowMs);
  return locales
    .map(
      (locale) =>
        `.topline__date:lang(${locale})::before{content:"${formatDayLong(day, locale)}"}\n`,
    )
    .join('');
}

/** `/ngay.css` as it is now; caches let go of it at midnight in Vietnam. */
export function daySheet(nowMs: number): BuiltFile {
  const day = dayOf(nowMs);
  const midnightMs = startOfDay(addDays(day, 1));
  if (kept === undefined || kept.day !== day || nowMs >= kept.untilMs) {
    const seconds = Math.min(trustSeconds, Math.max(1, Math.floor((midnightMs - nowMs) / 1000)));
    kept = {
      day,
      untilMs: Math.min(midnightMs, nowMs + 1000),
      file: builtFile('/ngay.css', Buffer.from(styleOfDay(nowMs)), `public, max-age=${seconds}`),
    };
  }
  return kept.file;
}
