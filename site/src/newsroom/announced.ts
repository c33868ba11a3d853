import type { Announcement } from '../cms/newsroom-shapes.ts';

/** The announcements whose time it is; warnings come first. */
export function announcedAt(announcements: readonly Announcement[], nowMs: number) {
  return announcements
    .filter(
      ({ startsAt, endsAt }) =>
        (startsAt === null || Date.parse(startsAt) <= nowMs) &&
        (endsAt === null || nowMs < Date.parse(endsAt)),
    )
    .sort((a, b) => Number(b.level === 'warning') - Number(a.level === 'warning'));
}
