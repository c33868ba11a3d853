import { defaultLineRules } from '@chung-tay/domain';
import type { LineRuleService } from '../types';

export default (): LineRuleService => ({ current: async () => defaultLineRules });
