import { EmptyStateLayout, Link } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { dayText } from '../format';
import { Sheet } from '../Sheet';
import type { DayDifference } from '../types';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import { BooksPage } from './BooksPage';
import { ReasonDialog } from './ReasonDialog';
import { useAction } from './use-action';

/** Days of which two statements of one account tell differently. */
export function Days() {
  const { say } = useWords();
  const request = useRequest();
  const { act, refusal } = useAction();
  const [days, setDays] = useState<readonly DayDifference[] | null>(null);

  const load = useCallback(async () => {
    const answer = await request<{ differences: readonly DayDifference[] }>(
      '/donations/day-differences',
    );
    setDays(answer.ok ? answer.value.differences : []);
  }, [request]);
  useEffect(() => void load(), [load]);

  async function close({ id, version }: DayDifference, note: string): Promise<void> {
    await act(`/donations/day-differences/${id}/close`, { version, note });
    await load();
  }

  if (days === null) return <Page.Loading />;
  return (
    <BooksPage tab="days" text={say('days.text')} refusal={refusal}>
      {days.length === 0 ? (
        <EmptyStateLayout content={say('days.none')} />
      ) : (
        <Sheet
          label={say('books.days')}
          columns={[
            ...[say('column.day'), say('column.account'), say('statements.title')],
            ...[say('days.booked'), say('days.inFile'), say('days.fresh'), say('column.state')],
          ]}
          rows={days.map((each) => ({
            key: each.id,
            cells: [
              <Link
                key="lines"
                tag={NavLink}
                to={`/plugins/donations/books/lines?account=${each.accountNumber}&from=${each.day}&to=${each.day}`}
              >
                {dayText(each.day)}
              </Link>,
              each.accountNumber,
              each.statementNumber,
              each.bookedCount,
              each.fileCount,
              each.freshCount,
              each.state === 'closed' ? (
                `${say('days.closed')}: ${each.note ?? ''} (${each.closedBy ?? ''})`
              ) : (
                <ReasonDialog
                  key="close"
                  size="S"
                  label={say('days.close')}
                  ask={say('days.closeAsk')}
                  reasonLabel={say('days.note')}
                  onDone={(note) => void close(each, note)}
                />
              ),
            ],
          }))}
        />
      )}
    </BooksPage>
  );
}
