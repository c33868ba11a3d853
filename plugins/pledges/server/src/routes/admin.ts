const needs = {
  policies: [
    'admin::isAuthenticatedAdmin',
    { name: 'admin::hasPermissions', config: { actions: ['plugin::pledges.pledge.decide'] } },
  ],
};

export default {
  type: 'admin',
  routes: [
    { method: 'POST', path: '/:id/approve', handler: 'pledge.approve', config: needs },
    { method: 'POST', path: '/:id/reject', handler: 'pledge.reject', config: needs },
    { method: 'POST', path: '/:id/withdraw', handler: 'pledge.withdrawByStaff', config: needs },
    { method: 'POST', path: '/:id/write-off', handler: 'pledge.writeOff', config: needs },
  ],
};
