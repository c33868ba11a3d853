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
  { method: 'GET', path: '/wallets', handler: 'wallet.list', config: needs('wallet.read') },
  { method: 'GET', path: '/wallets/:id', handler: 'wallet.find', config: needs('wallet.read') },
  { method: 'POST', path: '/wallets', handler: 'wallet.upload', config: needs('wallet.upload') },
  {
    method: 'POST',
    path: '/wallets/:id/accept',
    handler: 'wallet.accept',
    config: needs('wallet.accept'),
  },
  {
    method: 'POST',
    path: '/wallets/:id/reject',
    handler: 'wallet.reject',
    config: needs('wallet.accept'),
  },
];
