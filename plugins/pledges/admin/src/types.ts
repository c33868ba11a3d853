/** The answers of this plugin's own admin routes. */
export type {
  PledgeChoice,
  SettlementView,
  SuggestionView,
  WorkbenchDetail,
  WorkbenchPage,
  WorkbenchRow,
} from '../../server/src/types';
