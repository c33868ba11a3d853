import { needs } from './needs';

/** What officers ask of the doors besides statements. */
export const doorRoutes = [
  { method: 'GET', path: '/slips', handler: 'slip.list', config: needs('slip.read') },
  { method: 'GET', path: '/slips/:id', handler: 'slip.find', config: needs('slip.read') },
  { method: 'POST', path: '/slips', handler: 'slip.issue', config: needs('slip.issue') },
  {
    method: 'POST',
    path: '/slips/:id/confirm',
    handler: 'slip.confirm',
    config: needs('slip.confirm'),
  },
  { method: 'POST', path: '/slips/:id/void', handler: 'slip.void', config: needs('slip.void') },
];
