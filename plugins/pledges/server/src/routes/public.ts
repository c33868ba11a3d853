const open = { auth: false } as const;

export default {
  type: 'content-api',
  routes: [
    // Strapi takes no empty path: the collection names its whole one.
    { method: 'POST', path: '/pledges', handler: 'pledge.submit', config: { ...open, prefix: '' } },
    { method: 'GET', path: '/status/:code', handler: 'pledge.status', config: open },
    { method: 'GET', path: '/mine', handler: 'pledge.mine', config: open },
    { method: 'POST', path: '/withdraw', handler: 'pledge.withdraw', config: open },
  ],
};
