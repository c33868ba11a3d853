/** The answers of this plugin's own admin routes. */
export type {
  DayDifference,
  HoldRow,
  LineDetail,
  LineRow,
  ListedRule,
  ReceivingAccount,
  RefundCandidate,
  RuleTrial,
  StatementListRow,
  StatementView,
} from '../../server/src/types';
export type {
  MappingPreview,
  TemplateView,
  UnmappedView,
} from '../../server/src/services/mapping-types';
export type { SlipChoices, SlipView } from '../../server/src/slip-types';
export type { WalletFileView } from '../../server/src/wallet-types';
