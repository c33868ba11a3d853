const open = { auth: false } as const;

export default {
  type: 'content-api',
  routes: [
    { method: 'GET', path: '/accounts', handler: 'account-list.find', config: open },
    { method: 'GET', path: '/campaigns', handler: 'public.campaigns', config: open },
    { method: 'GET', path: '/catalogue', handler: 'public.catalogue', config: open },
    { method: 'GET', path: '/ledger', handler: 'ledger.page', config: open },
    { method: 'GET', path: '/ledger/total', handler: 'ledger.total', config: open },
    { method: 'GET', path: '/ledger.csv', handler: 'ledger.csv', config: open },
    {
      method: 'GET',
      path: '/ledger/statements',
      handler: 'public-statement.page',
      config: open,
    },
    { method: 'GET', path: '/ledger/:seq/:index', handler: 'ledger.row', config: open },
  ],
};
