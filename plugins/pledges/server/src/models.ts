// Strapi writes into the attributes it is given: each needs an object of its own.
const word = () => ({ type: 'string' });
const text = () => ({ type: 'text' });
const whole = () => ({ type: 'integer' });
const big = () => ({ type: 'biginteger' });
const truth = () => ({ type: 'boolean' });

/** Tables that only machines own. */
export const models = [
  {
    // How far settlement and identification have come in the journal.
    uid: 'plugin::pledges.cursor',
    singularName: 'pledges-cursor',
    tableName: 'pledges_cursors',
    attributes: { id: { type: 'increments' }, name: word(), seq: whole() },
    indexes: [{ name: 'pledges_cursors_name_uq', columns: ['name'], type: 'unique' }],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    // One row per sealed donation of cash: how far it is known which pledges it answers. Its version is what
    // two officers at the same donation are told apart by.
    uid: 'plugin::pledges.identification',
    singularName: 'pledges-identification',
    tableName: 'pledges_identifications',
    attributes: {
      id: { type: 'increments' },
      donationId: whole(),
      donationNumber: word(),
      campaignCode: word(),
      receivedOn: word(),
      amountVnd: big(),
      settledVnd: big(),
      manualVnd: big(),
      waitingVnd: big(),
      codeCount: whole(),
      suggestionCount: whole(),
      senderAccount: word(),
      isChecked: truth(),
      isReversed: truth(),
      state: word(),
      version: whole(),
    },
    indexes: [
      { name: 'pledges_identified_donation_uq', columns: ['donation_id'], type: 'unique' },
      { name: 'pledges_identified_state_ix', columns: ['state', 'donation_id'] },
      { name: 'pledges_identified_amount_ix', columns: ['amount_vnd', 'state', 'donation_id'] },
      { name: 'pledges_identified_day_ix', columns: ['received_on', 'state', 'donation_id'] },
      { name: 'pledges_identified_sender_ix', columns: ['sender_account'] },
    ],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    // Which pledges a donation may answer, by the passes that need a person.
    uid: 'plugin::pledges.suggestion',
    singularName: 'pledges-suggestion',
    tableName: 'pledges_suggestions',
    attributes: {
      id: { type: 'increments' },
      donationId: whole(),
      pledgeCode: word(),
      pass: word(),
      certainty: word(),
      evidence: text(),
      state: word(),
    },
    indexes: [
      {
        name: 'pledges_suggestions_pair_uq',
        columns: ['donation_id', 'pledge_code'],
        type: 'unique',
      },
      { name: 'pledges_suggestions_pledge_ix', columns: ['pledge_code', 'state'] },
    ],
    foreignKeys: [],
    lifecycles: {},
  },
  {
    // Settlements by hand that wait for a second person, and what became of them.
    uid: 'plugin::pledges.proposal',
    singularName: 'pledges-proposal',
    tableName: 'pledges_proposals',
    attributes: {
      id: { type: 'increments' },
      donationId: whole(),
      pledgeCode: word(),
      amountVnd: big(),
      state: word(),
      proposedBy: word(),
      proposedAt: big(),
      decidedBy: word(),
      decidedAt: big(),
    },
    indexes: [{ name: 'pledges_proposals_donation_ix', columns: ['donation_id', 'state'] }],
    foreignKeys: [],
    lifecycles: {},
  },
];
