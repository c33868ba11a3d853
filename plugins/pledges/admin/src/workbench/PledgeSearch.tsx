import { Box, Button, Field, Flex, TextInput } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import type { PledgeChoice } from '../types';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import { PledgeLine } from './PledgeLine';

const typingMs = 200;

/** Finds any pledge for the chosen donation. */
export function PledgeSearch({ onChoose }: { onChoose: (pledge: PledgeChoice) => void }) {
  const { say } = useWords();
  const request = useRequest();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly PledgeChoice[]>([]);

  useEffect(() => {
    let isNewest = true;
    const timer = setTimeout(async () => {
      if (typed.trim() === '') return setFound([]);
      const query = new URLSearchParams({ q: typed });
      const answer = await request<{ pledges: PledgeChoice[] }>(
        `/pledges/workbench/pledges?${query}`,
      );
      if (isNewest) setFound(answer.ok ? answer.value.pledges : []);
    }, typingMs);
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }, [typed, request]);

  function choose(pledge: PledgeChoice): void {
    onChoose(pledge);
    setFound([]);
    setTyped('');
  }

  return (
    <>
      <Field.Root>
        <Field.Label>{say('panel.find')}</Field.Label>
        <TextInput
          size="S"
          type="search"
          value={typed}
          onChange={(event: { target: { value: string } }) => {
            // Enter must never choose what answered another question.
            setFound([]);
            setTyped(event.target.value);
          }}
          onKeyDown={(event: { key: string }) => {
            if (event.key === 'Enter' && found[0] !== undefined) choose(found[0]);
          }}
        />
      </Field.Root>
      {found.map((pledge) => (
        <Box key={pledge.code} paddingTop={2}>
          <Flex justifyContent="space-between" gap={2}>
            <PledgeLine pledge={pledge} />
            <Button size="S" variant="secondary" onClick={() => choose(pledge)}>
              {say('panel.add')}
            </Button>
          </Flex>
        </Box>
      ))}
    </>
  );
}
