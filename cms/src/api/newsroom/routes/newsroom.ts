const open = { auth: false };

/** What the site reads. Nothing here writes but the signed counts of views. */
export default {
  type: 'content-api',
  routes: [
    { method: 'GET', path: '/newsroom/changes', handler: 'newsroom.changes', config: open },
    { method: 'GET', path: '/newsroom/search', handler: 'newsroom.search', config: open },
    { method: 'GET', path: '/newsroom/facets', handler: 'newsroom.facets', config: open },
    { method: 'POST', path: '/newsroom/views', handler: 'newsroom.views', config: open },
    { method: 'GET', path: '/newsroom/preview/:token', handler: 'newsroom.preview', config: open },
    { method: 'GET', path: '/newsroom/:kind', handler: 'newsroom.list', config: open },
    { method: 'GET', path: '/newsroom/:kind/:slug', handler: 'newsroom.find', config: open },
  ],
};
