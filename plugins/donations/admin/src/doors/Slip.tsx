import { Button, Flex, Link } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { NavLink, useParams } from 'react-router-dom';
import { StateBadge } from '../StateBadge';
import type { SlipView } from '../types';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import { SlipSheet } from './SlipSheet';

/** One slip as it is printed; only the sheet itself comes on paper. */
export function Slip() {
  const { id } = useParams();
  const { say } = useWords();
  const request = useRequest();
  const [slip, setSlip] = useState<SlipView | 'missing' | null>(null);

  useEffect(() => {
    void request<SlipView>(`/donations/slips/${id}`).then((answer) =>
      setSlip(answer.ok ? answer.value : 'missing'),
    );
  }, [request, id]);

  if (slip === null) return <Page.Loading />;
  if (slip === 'missing') return <Page.NoData />;
  return (
    <Page.Main>
      <Page.Title>{slip.number}</Page.Title>
      <Layouts.Header
        title={slip.number}
        navigationAction={
          <Link tag={NavLink} to="..">
            {say('slips.back')}
          </Link>
        }
        primaryAction={
          <Flex gap={4}>
            <StateBadge state={slip.state} />
            <Button size="L" onClick={() => window.print()}>
              {say('slips.print')}
            </Button>
          </Flex>
        }
      />
      <Layouts.Content>
        <SlipSheet slip={slip} />
      </Layouts.Content>
    </Page.Main>
  );
}
