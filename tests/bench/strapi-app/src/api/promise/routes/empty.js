module.exports = {
  routes: [
    { method: 'POST', path: '/empty', handler: 'promise.empty', config: { auth: false } },
    { method: 'GET', path: '/empty', handler: 'promise.empty', config: { auth: false } },
  ],
};
