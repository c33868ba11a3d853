import type { Core } from '@strapi/strapi';
import type { OutboxService } from '../types';
import { every } from './every';

/** Carries out what committed transactions left in the outbox. */
export function startDelivering(strapi: Core.Strapi) {
  const outbox: OutboxService = strapi.plugin('journal').service('outbox');
  return every(strapi, 250, () => outbox.drain());
}
