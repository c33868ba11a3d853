import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: [
            'domain/src/**/*.test.ts',
            'config/src/**/*.test.ts',
            'site/src/**/*.test.ts',
            'site/server/**/*.test.ts',
            'plugins/*/server/src/**/*.test.ts',
            'tests/house/**/*.test.ts',
            'tests/rules/**/*.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'system',
          include: ['plugins/*/tests/**/*.test.ts', 'tests/system/**/*.test.ts'],
          globalSetup: ['tests/harness/global-setup.ts'],
          // Every file starts CMS processes of its own; two cores carry two files at a time.
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
