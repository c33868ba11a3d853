import { Box, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { useWords } from '../use-words';

const base = '/plugins/donations/books';
const tabs = [
  ['holds', base],
  ['lines', `${base}/lines`],
  ['days', `${base}/days`],
  ['rules', `${base}/rules`],
] as const;

interface Props {
  tab: (typeof tabs)[number][0];
  text: string;
  refusal: string | null;
  action?: ReactNode;
  children: ReactNode;
}

/** What all screens of the books share: title, tabs, the last refusal. */
export function BooksPage({ tab, text, refusal, action, children }: Props) {
  const { say } = useWords();
  return (
    <Page.Main>
      <Page.Title>{say(`books.${tab}`)}</Page.Title>
      <Layouts.Header title={say(`books.${tab}`)} subtitle={text} primaryAction={action} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Flex tag="nav" gap={2} wrap="wrap" aria-label={say('books.title')}>
            {tabs.map(([name, to]) => (
              <LinkButton
                key={name}
                tag={NavLink}
                to={to}
                end
                size="S"
                variant={name === tab ? 'secondary' : 'tertiary'}
              >
                {say(`books.${name}`)}
              </LinkButton>
            ))}
          </Flex>
          {refusal !== null && (
            <Box role="alert">
              <Typography textColor="danger600" fontWeight="bold">
                {refusal}
              </Typography>
            </Box>
          )}
          {children}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
