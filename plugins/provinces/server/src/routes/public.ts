export default {
  type: 'content-api',
  routes: [
    {
      method: 'GET',
      path: '/localities',
      handler: 'locality.list',
      config: { auth: false },
    },
  ],
};
