import accountListController from './controllers/account-list';
import slipController from './controllers/slip';
import walletController from './controllers/wallet';
import accountList from './services/account-list';
import slip from './services/slip';
import wallet from './services/wallet';

/** The doors of money besides statements: the list of accounts, slips of a counter, files of wallets. */
export const doorControllers = {
  'account-list': accountListController,
  slip: slipController,
  wallet: walletController,
};

export const doorServices = { 'account-list': accountList, slip, wallet };
