import type { permissions } from '../permissions';

type Action = (typeof permissions)[number]['uid'];

/** Admin routes check no permission by themselves: each names the one that it needs. */
const needs = (action: Action) => ({
  policies: [
    'admin::isAuthenticatedAdmin',
    { name: 'admin::hasPermissions', config: { actions: [`plugin::pledges.${action}`] } },
  ],
});

const get = (path: string, handler: string, action: Action) => ({
  ...{ method: 'GET', path, handler, config: needs(action) },
});
const post = (path: string, handler: string, action: Action) => ({
  ...{ method: 'POST', path, handler, config: needs(action) },
});

export default {
  type: 'admin',
  routes: [
    get('/workbench', 'workbench.list', 'settlement.read'),
    get('/workbench/counts', 'workbench.counts', 'settlement.read'),
    get('/workbench/pledges', 'workbench.pledges', 'settlement.read'),
    get('/workbench/:donation', 'workbench.find', 'settlement.read'),
    post('/workbench/:donation/settle', 'workbench.settle', 'settlement.settle'),
    post('/workbench/:donation/confirm', 'workbench.confirm', 'settlement.settle'),
    post('/workbench/:donation/withdraw', 'workbench.withdraw', 'settlement.settle'),
    post('/workbench/:donation/dismiss', 'workbench.dismiss', 'settlement.settle'),
    post('/workbench/:donation/check', 'workbench.check', 'settlement.settle'),
    post('/workbench/:donation/undo', 'workbench.undo', 'settlement.undo'),
    post('/:id/approve', 'pledge.approve', 'pledge.decide'),
    post('/:id/reject', 'pledge.reject', 'pledge.decide'),
    post('/:id/withdraw', 'pledge.withdrawByStaff', 'pledge.decide'),
    post('/:id/write-off', 'pledge.writeOff', 'pledge.decide'),
  ],
};
