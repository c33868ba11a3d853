module.exports = [
  'strapi::errors',
  'strapi::security',
  'strapi::cors',
  'strapi::query',
  { name: 'strapi::body', config: { multipart: false } },
  'strapi::favicon',
  'strapi::public',
];
