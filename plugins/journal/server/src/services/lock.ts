import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import * as store from '../store';
import type { LockService } from '../types';

export default ({ strapi }: { strapi: Core.Strapi }): LockService => ({
  async run(name, ttlMs, work) {
    const holder = randomUUID();
    const nowMs = Date.now();
    if (!(await store.takeLock(strapi, name, holder, nowMs, nowMs + ttlMs))) return undefined;
    try {
      return await work();
    } finally {
      await store.releaseLock(strapi, name, holder);
    }
  },
});
