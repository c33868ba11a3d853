import type { permissions } from '../permissions';

type Action = (typeof permissions)[number]['uid'];

/** Admin routes check no permission by themselves: each names the one that it needs. */
const needs = (action: Action) => ({
  policies: [
    'admin::isAuthenticatedAdmin',
    { name: 'admin::hasPermissions', config: { actions: [`plugin::donations.${action}`] } },
  ],
});

export default {
  type: 'admin',
  routes: [
    {
      method: 'GET',
      path: '/statements',
      handler: 'statement.list',
      config: needs('statement.read'),
    },
    {
      method: 'GET',
      path: '/statements/:id',
      handler: 'statement.find',
      config: needs('statement.read'),
    },
    {
      method: 'POST',
      path: '/statements',
      handler: 'statement.upload',
      config: needs('statement.upload'),
    },
    {
      method: 'POST',
      path: '/statements/:id/accept',
      handler: 'statement.accept',
      config: needs('statement.accept'),
    },
    {
      method: 'POST',
      path: '/statements/:id/override',
      handler: 'statement.override',
      config: needs('statement.override'),
    },
    {
      method: 'POST',
      path: '/statements/:id/reject',
      handler: 'statement.reject',
      config: needs('statement.accept'),
    },
    { method: 'GET', path: '/holds', handler: 'books.holds', config: needs('statement.read') },
    {
      method: 'POST',
      path: '/holds/:id/confirm',
      handler: 'books.confirm',
      config: needs('hold.confirm'),
    },
    { method: 'GET', path: '/lines', handler: 'books.lines', config: needs('statement.read') },
    { method: 'GET', path: '/lines/:id', handler: 'books.line', config: needs('statement.read') },
    {
      method: 'POST',
      path: '/lines/:id/reclassify',
      handler: 'books.reclassify',
      config: needs('line.correct'),
    },
    {
      method: 'POST',
      path: '/reversals',
      handler: 'books.reverse',
      config: needs('line.correct'),
    },
    {
      method: 'GET',
      path: '/lines/:id/refunds',
      handler: 'books.refunds',
      config: needs('statement.read'),
    },
    {
      method: 'POST',
      path: '/lines/:id/refund',
      handler: 'books.refund',
      config: needs('line.correct'),
    },
    {
      method: 'GET',
      path: '/day-differences',
      handler: 'books.differences',
      config: needs('statement.read'),
    },
    {
      method: 'POST',
      path: '/day-differences/:id/close',
      handler: 'books.closeDifference',
      config: needs('difference.close'),
    },
    {
      method: 'GET',
      path: '/line-rules',
      handler: 'line-rule.list',
      config: needs('statement.read'),
    },
    { method: 'POST', path: '/line-rules', handler: 'line-rule.add', config: needs('rule.change') },
    {
      method: 'POST',
      path: '/line-rules/try',
      handler: 'line-rule.try',
      config: needs('statement.read'),
    },
    {
      method: 'POST',
      path: '/line-rules/:id',
      handler: 'line-rule.change',
      config: needs('rule.change'),
    },
    { method: 'GET', path: '/accounts', handler: 'account.list', config: needs('account.read') },
    { method: 'POST', path: '/accounts', handler: 'account.add', config: needs('account.prepare') },
    {
      method: 'POST',
      path: '/accounts/:id/publish',
      handler: 'account.publish',
      config: needs('account.publish'),
    },
    {
      method: 'POST',
      path: '/accounts/:id/suspend',
      handler: 'account.suspend',
      config: needs('account.publish'),
    },
    {
      method: 'POST',
      path: '/accounts/:id/close',
      handler: 'account.close',
      config: needs('account.publish'),
    },
  ],
};
