import { errors } from '@strapi/utils';
import type { Core } from '@strapi/strapi';
import * as store from '../store';
import type { CustodyService } from '../types';

const contentManagerActions = ['create', 'update', 'delete', 'publish'].map(
  (action) => `plugin::content-manager.explorer.${action}`,
);
const writingActions = new Set([
  'create',
  'update',
  'delete',
  'clone',
  'publish',
  'unpublish',
  'discardDraft',
]);

interface RegisteredAction {
  subjects?: string[];
}

export default ({ strapi }: { strapi: Core.Strapi }): CustodyService => {
  const guarded = new Set<string>();

  // Content manager, REST and any other caller of the document service end here. Our own services write
  // through their stores.
  function guardDocuments(): void {
    strapi.documents.use((context, next) => {
      if (guarded.has(context.uid) && writingActions.has(context.action)) {
        throw new errors.ForbiddenError('These records change only through their own workflow.');
      }
      return next();
    });
  }

  return {
    appendOnly: (tables) => store.refuseChanges(strapi, tables),
    readOnlyInAdmin(uids) {
      if (guarded.size === 0) guardDocuments();
      const { actionProvider } = strapi.service('admin::permission') as {
        actionProvider: { get(id: string): RegisteredAction | undefined };
      };
      for (const uid of uids) guarded.add(uid);
      // Without a subject no role, not even the super administrator's, can hold the permission, and the
      // admin shows neither button nor form.
      for (const id of contentManagerActions) {
        const action = actionProvider.get(id);
        if (action === undefined) throw new Error(`the content manager has no action ${id}`);
        action.subjects = (action.subjects ?? []).filter((subject) => !guarded.has(subject));
      }
    },
  };
};
