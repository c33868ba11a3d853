import { Box, Button, EmptyStateLayout, Flex, Link, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useCallback, useEffect, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { roles } from '../MappingTable';
import { Sheet } from '../Sheet';
import type { TemplateView } from '../types';
import { posting, useRequest } from '../use-request';
import { useWords } from '../use-words';
import type { WordKey } from '../words';

const clock = new Intl.DateTimeFormat('vi-VN', {
  ...{ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Asia/Ho_Chi_Minh',
});

/** `26/11/2026 00:15` */
function momentText(at: string): string {
  const parts = new Map(clock.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  const [day, month, year] = (['day', 'month', 'year'] as const).map((part) => parts.get(part));
  return `${day}/${month}/${year} ${parts.get('hour')}:${parts.get('minute')}`;
}

/** Layouts that officers described, with who did and when. */
export function Templates() {
  const { say, language } = useWords();
  const request = useRequest();
  const [templates, setTemplates] = useState<readonly TemplateView[] | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const load = useCallback(async () => {
    const listed = await request<{ templates: TemplateView[] }>('/donations/statement-templates');
    setTemplates(listed.ok ? listed.value.templates : []);
  }, [request]);
  useEffect(() => void load(), [load]);

  async function retire({ id, version }: TemplateView): Promise<void> {
    const path = `/donations/statement-templates/${id}/retire`;
    const answer = await request<TemplateView>(path, posting({ version }));
    setRefusal(answer.ok ? null : (answer.messages?.[language] ?? say('request.failed')));
    await load();
  }

  const columnsOf = ({ mapping }: TemplateView) =>
    roles
      .flatMap((role) => {
        const place = mapping.columns[role];
        return place === undefined ? [] : [{ role, place }];
      })
      .sort((one, other) => one.place - other.place)
      .map(({ role, place }) => `${place + 1} ${say(`role.${role}` as WordKey)}`)
      .join(' · ');

  if (templates === null) return <Page.Loading />;
  return (
    <Page.Main>
      <Page.Title>{say('templates.title')}</Page.Title>
      <Layouts.Header
        title={say('templates.title')}
        subtitle={say('templates.text')}
        navigationAction={
          <Link tag={NavLink} to="..">
            {say('statement.back')}
          </Link>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4}>
          {refusal !== null && (
            <Typography role="alert" textColor="danger600" fontWeight="bold">
              {refusal}
            </Typography>
          )}
          {templates.length === 0 ? (
            <EmptyStateLayout content={say('templates.none')} />
          ) : (
            <Sheet
              label={say('templates.title')}
              columns={[
                say('templates.name'),
                say('templates.columns'),
                say('templates.savedBy'),
                say('templates.savedAt'),
                say('templates.state'),
                say('column.actions'),
              ]}
              rows={templates.map((template) => ({
                key: template.id,
                cells: [
                  template.name,
                  <Box key="columns" maxWidth="40rem">
                    <Typography textColor="neutral800" style={{ whiteSpace: 'normal' }}>
                      {columnsOf(template)}
                    </Typography>
                  </Box>,
                  template.savedBy,
                  momentText(template.savedAt),
                  say(`templates.${template.state}`),
                  template.state === 'active' ? (
                    <Button variant="danger-light" onClick={() => void retire(template)}>
                      {say('templates.retire')}
                    </Button>
                  ) : (
                    ''
                  ),
                ],
              }))}
            />
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
