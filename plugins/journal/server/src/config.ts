import path from 'node:path';

export interface JournalConfig {
  /** Absolute folder for the checkpoints. */
  readonly dataDir: string;
  readonly sealEveryMs: number;
}

export default {
  default: { dataDir: '', sealEveryMs: 1000 },
  validator({ dataDir, sealEveryMs }: JournalConfig): void {
    if (!path.isAbsolute(dataDir)) throw new Error('journal: dataDir must be an absolute path');
    if (!(sealEveryMs >= 50)) throw new Error('journal: sealEveryMs must be 50 or more');
  },
};
