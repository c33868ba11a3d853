export default {
  type: 'content-api',
  routes: [{ method: 'GET', path: '/totals', handler: 'totals.current', config: { auth: false } }],
};
