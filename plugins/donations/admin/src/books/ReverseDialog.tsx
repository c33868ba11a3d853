import { reversalReasons, type ReversalReason } from '@chung-tay/domain';
import { useEffect, useState } from 'react';
import { useRequest } from '../use-request';
import { useWords } from '../use-words';
import { Choice } from './Choice';
import { ReasonDialog } from './ReasonDialog';

interface Props {
  onDone: (body: {
    readonly reasonCode: ReversalReason;
    readonly reason: string;
    readonly toCampaign?: string;
  }) => void;
}

interface Campaign {
  readonly code: string;
  readonly name: string;
}

const nowhere = '-';

/** Answers a donation by its equal and opposite; money of a wrong campaign may go on to the right one. */
export function ReverseDialog({ onDone }: Props) {
  const { say } = useWords();
  const request = useRequest();
  const [code, setCode] = useState<ReversalReason>(reversalReasons[0]);
  const [campaigns, setCampaigns] = useState<readonly Campaign[]>([]);
  const [toCampaign, setToCampaign] = useState(nowhere);
  useEffect(() => {
    void request<{ campaigns: readonly Campaign[] }>('/donations/accounts').then((answer) =>
      setCampaigns(answer.ok ? answer.value.campaigns : []),
    );
  }, [request]);
  const nameOf = (wanted: string) =>
    campaigns.find((campaign) => campaign.code === wanted)?.name ?? say('line.noCampaign');
  const isMoved = code === 'wrong-campaign' && toCampaign !== nowhere;
  return (
    <ReasonDialog
      isDanger
      label={say('line.reverse')}
      ask={say('line.reverseAsk')}
      reasonLabel={say('books.reasonPublic')}
      onDone={(reason) => onDone({ reasonCode: code, reason, ...(isMoved ? { toCampaign } : {}) })}
    >
      <Choice
        label={say('line.reasonCode')}
        value={code}
        values={reversalReasons}
        say={(each) => say(`reversal.${each}`)}
        onChange={setCode}
      />
      {code === 'wrong-campaign' && (
        <Choice
          label={say('line.toCampaign')}
          value={toCampaign}
          values={[nowhere, ...campaigns.map((campaign) => campaign.code)]}
          say={nameOf}
          onChange={setToCampaign}
        />
      )}
    </ReasonDialog>
  );
}
