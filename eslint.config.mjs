import tseslint from 'typescript-eslint';

/** The rooms and whom each may call (docs/decisions, "arrows run one way"). */
const plugin = (name) => `@chung-tay/strapi-plugin-${name}`;
const neighbours = {
  journal: [],
  provinces: ['journal'],
  donations: ['journal', 'provinces'],
  pledges: ['journal', 'provinces', 'donations'],
  statistics: ['journal', 'provinces', 'donations', 'pledges'],
};
const allPlugins = Object.keys(neighbours);

const forbid = (patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});
const npmXlsx = {
  group: ['xlsx', 'xlsx/*'],
  message: 'The npm package is frozen with known holes.',
};
const outOfRoom = {
  regex: '^(\\.\\./)+(domain|config|plugins|cms|site)/',
  message: 'Rooms are imported by their package names.',
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'data/',
      '**/.astro/',
      'cms/types/generated/',
      '**/.strapi/',
      '**/*.d.ts',
    ],
  },
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.base],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/ban-ts-comment': 'error',
      'no-console': 'off',
      eqeqeq: ['error', 'always'],
      'no-var': 'error',
      'prefer-const': 'error',
      ...forbid([npmXlsx]),
    },
  },
  {
    files: ['domain/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: forbid([{ regex: '^[^.]', message: 'The domain imports nothing.' }]),
  },
  ...allPlugins.map((name) => ({
    files: [`plugins/${name}/server/src/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: forbid(
      [
        npmXlsx,
        outOfRoom,
        {
          group: allPlugins.filter((other) => !neighbours[name].includes(other)).map(plugin),
          message: 'This arrow does not exist in the house.',
        },
        {
          group: neighbours[name].map(plugin),
          allowTypeImports: true,
          message:
            "A neighbour's code is called through its Strapi service; only its types are imported.",
        },
        {
          group: ['@chung-tay/cms', '@chung-tay/site'],
          message: 'Plugins know neither CMS nor site.',
        },
      ].filter((pattern) => pattern.group === undefined || pattern.group.length > 0),
    ),
  })),
  {
    files: ['site/**/*.ts'],
    rules: forbid([
      npmXlsx,
      { regex: '^(\\.\\./)+(domain|config|plugins)/', message: outOfRoom.message },
      {
        group: [...allPlugins.map(plugin), '@chung-tay/cms'],
        message: 'The site speaks HTTP to the CMS.',
      },
    ]),
  },
);
