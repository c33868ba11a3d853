/** A campaign is prepared, accepts pledges, and stops accepting them; late money is still received. */
export const campaignStates = ['draft', 'open', 'closed'] as const;
export type CampaignState = (typeof campaignStates)[number];

/** How names inside memos are shown in the public ledger. */
export const memoNames = ['as-written', 'initials', 'hidden'] as const;
export type MemoNames = (typeof memoNames)[number];

export function isCampaignCode(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/.test(text);
}

/** Only an open campaign takes pledges. */
export function canPledge(state: CampaignState): boolean {
  return state === 'open';
}
