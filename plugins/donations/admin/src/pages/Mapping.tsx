import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { NavLink, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { MappingTable, type Mapping as Columns } from '../MappingTable';
import type { MappingPreview, StatementView, TemplateView, UnmappedView } from '../types';
import { posting, useRequest, type Answer } from '../use-request';
import { useWords } from '../use-words';
import { MappingFound } from './MappingFound';
import { MappingSettings, type Typed } from './MappingSettings';

const list = '/plugins/donations/statements';

interface Asked {
  readonly file: string;
  readonly account: string;
  readonly fileName: string;
  readonly mapping: Columns;
  readonly typed: Typed;
}

/** What is asked of the server: a preview, or to save the template and import the file by it. */
function useMapping() {
  const request = useRequest();
  const bodyOf = ({ account, mapping, typed }: Asked) => ({ account, mapping, ...typed });
  return {
    show: (file: string) => request<UnmappedView>(`/donations/statement-files/${file}`),
    preview: (asked: Asked) =>
      request<MappingPreview>(
        `/donations/statement-files/${asked.file}/preview`,
        posting(bodyOf(asked)),
      ),
    async save(asked: Asked): Promise<Answer<StatementView & { alreadyKnown: boolean }>> {
      const template = await request<TemplateView>(
        '/donations/statement-templates',
        posting({ ...bodyOf(asked), file: asked.file }),
      );
      // One that was saved a moment ago reads the file already.
      if (!template.ok && template.code !== 'template-exists') return template;
      const { file, fileName } = asked;
      return request(
        `/donations/statement-files/${file}/import`,
        posting({ ...bodyOf(asked), name: fileName }),
      );
    },
  };
}

/** The screen on which an officer says how a file of an unknown layout is read. */
export function Mapping() {
  const { say, language } = useWords();
  const navigate = useNavigate();
  const { file = '' } = useParams();
  const [query] = useSearchParams();
  const { show, preview: askPreview, save } = useMapping();
  const [view, setView] = useState<UnmappedView | null>(null);
  const [mapping, setMapping] = useState<Columns | null>(null);
  const [typed, setTyped] = useState<Typed>({ name: '', openingVnd: '', closingVnd: '' });
  const [preview, setPreview] = useState<MappingPreview | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const refuse = (answer: Extract<Answer<unknown>, { ok: false }>) =>
    setRefusal(answer.messages?.[language] ?? say('request.failed'));

  useEffect(() => {
    void show(file).then((answer) => {
      if (!answer.ok) return refuse(answer);
      setView(answer.value);
      setMapping(answer.value.guess);
    });
    // The file is looked at once; what is asked of the server is the same at each drawing.
  }, [file]);

  async function ask(kind: 'preview' | 'save'): Promise<void> {
    if (mapping === null) return;
    setBusy(true);
    setRefusal(null);
    const account = query.get('account') ?? '';
    const asked = { file, account, fileName: query.get('name') ?? '', mapping, typed };
    const answer = kind === 'preview' ? await askPreview(asked) : await save(asked);
    setBusy(false);
    if (!answer.ok) return refuse(answer);
    if ('control' in answer.value) return setPreview(answer.value);
    navigate(`${list}/${answer.value.id}`);
  }

  function change(next: Columns): void {
    setMapping(next);
    setPreview(null);
  }

  return (
    <Page.Main>
      <Page.Title>{say('mapping.title')}</Page.Title>
      <Layouts.Header
        title={say('mapping.title')}
        subtitle={`${query.get('name') ?? ''} · ${say('statements.account')} ${query.get('account') ?? ''}`}
        navigationAction={
          <Link tag={NavLink} to={list}>
            {say('statement.back')}
          </Link>
        }
        primaryAction={
          <Flex gap={2}>
            <Button
              variant="secondary"
              loading={isBusy}
              disabled={view === null}
              onClick={() => void ask('preview')}
            >
              {say('mapping.preview')}
            </Button>
            <Button
              loading={isBusy}
              disabled={preview === null || typed.name.trim() === ''}
              onClick={() => void ask('save')}
            >
              {say('mapping.save')}
            </Button>
          </Flex>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Typography textColor="neutral700">{say('mapping.text')}</Typography>
          {refusal !== null && (
            <Box role="alert">
              <Typography textColor="danger600" fontWeight="bold">
                {refusal}
              </Typography>
            </Box>
          )}
          {view !== null && mapping !== null && (
            <>
              <MappingSettings
                mapping={mapping}
                onMapping={change}
                typed={typed}
                onTyped={setTyped}
              />
              {preview !== null && <MappingFound preview={preview} />}
              <Flex direction="column" alignItems="stretch" gap={2}>
                <Typography variant="delta" tag="h2">
                  {say('mapping.rows')}
                </Typography>
                <Typography variant="pi" textColor="neutral600">
                  {say('mapping.headerHint')}
                </Typography>
                <MappingTable rows={view.rows} mapping={mapping} onChange={change} />
              </Flex>
            </>
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
