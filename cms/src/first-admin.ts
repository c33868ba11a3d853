import type { Core } from '@strapi/strapi';

/**
 * Creates the super administrator of an installation that has no administrator yet. Later starts change
 * nothing: a password that was changed in the admin stays changed.
 */
export async function createFirstAdmin(
  strapi: Core.Strapi,
  login: { readonly email: string; readonly password: string },
): Promise<void> {
  const user = strapi.service('admin::user');
  if (await user.exists()) return;
  const role = await strapi.service('admin::role').getSuperAdmin();
  await user.create({
    email: login.email,
    password: login.password,
    firstname: 'Quản trị',
    lastname: 'viên',
    registrationToken: null,
    isActive: true,
    preferedLanguage: 'vi',
    roles: [role.id],
  });
}
