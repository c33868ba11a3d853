import { Box, EmptyStateLayout, Link } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { NavLink, useNavigate } from 'react-router-dom';
import { amountText, dayText } from '../format';
import { Sheet } from '../Sheet';
import { StateBadge } from '../StateBadge';
import type { ReceivingAccount, StatementListRow } from '../types';
import { UploadPanel } from '../UploadPanel';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';

export function Statements() {
  const { say } = useWords();
  const request = useRequest();
  const navigate = useNavigate();
  const [statements, setStatements] = useState<readonly StatementListRow[] | null>(null);
  const [accounts, setAccounts] = useState<readonly ReceivingAccount[] | null>(null);

  const load = useCallback(async () => {
    const [listed, known] = await Promise.all([
      request<{ statements: StatementListRow[] }>('/donations/statements'),
      request<{ accounts: ReceivingAccount[] }>('/donations/accounts'),
    ]);
    setStatements(listed.ok ? listed.value.statements : []);
    setAccounts(known.ok ? known.value.accounts : []);
  }, [request]);
  useEffect(() => void load(), [load]);

  if (statements === null || accounts === null) return <Page.Loading />;
  const columns = [
    'number',
    'file',
    'account',
    'period',
    'state',
    'rows',
    'posted',
    'credit',
    'uploadedBy',
  ] as const;
  return (
    <Page.Main>
      <Page.Title>{say('statements.title')}</Page.Title>
      <Layouts.Header
        title={say('statements.title')}
        subtitle={say('statements.text')}
        secondaryAction={
          <Link tag={NavLink} to="templates">
            {say('templates.title')}
          </Link>
        }
      />
      <Layouts.Content>
        <UploadPanel
          accounts={accounts.filter(({ state }) => state !== 'closed')}
          onRefused={() => void load()}
          onUploaded={({ id, alreadyKnown }) => navigate(`${id}`, { state: { alreadyKnown } })}
        />
        <Box paddingTop={6}>
          {statements.length === 0 ? (
            <EmptyStateLayout content={say('statements.none')} />
          ) : (
            <Sheet
              label={say('statements.title')}
              columns={columns.map((column) => say(`column.${column}`))}
              rows={statements.map((each) => ({
                key: each.id,
                cells: [
                  <Link tag={NavLink} to={`${each.id}`} key="to">
                    {each.number}
                  </Link>,
                  each.fileName,
                  each.accountNumber,
                  `${dayText(each.periodFrom)} – ${dayText(each.periodTo)}`,
                  <StateBadge state={each.state} key="state" />,
                  each.rowCount,
                  each.posted,
                  amountText(each.creditVnd),
                  each.uploadedBy,
                ],
              }))}
            />
          )}
        </Box>
      </Layouts.Content>
    </Page.Main>
  );
}
