export default {
  type: 'content-api',
  routes: [{ method: 'GET', path: '/head', handler: 'journal.head', config: { auth: false } }],
};
