import type { permissions } from '../permissions';

type Action = (typeof permissions)[number]['uid'];

/** Admin routes check no permission by themselves: each names the one that it needs. */
export const needs = (action: Action) => ({
  policies: [
    'admin::isAuthenticatedAdmin',
    { name: 'admin::hasPermissions', config: { actions: [`plugin::donations.${action}`] } },
  ],
});
