// Nothing but the core: the comparison is with Strapi's own machinery.
module.exports = {
  'content-releases': { enabled: false },
  'review-workflows': { enabled: false },
  i18n: { enabled: false },
};
