// `npm run operate -- …`: the operator's commands. `npm run operate -- --help` lists them.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build, childEnvironment, ensureInstalled, pinnedNode, root } from './prepare.mjs';

const say = (line) => console.error(line);
await ensureInstalled(say);

const cmsBuilds = [
  'config',
  'plugin-journal',
  'plugin-provinces',
  'plugin-donations',
  'plugin-pledges',
  'plugin-statistics',
  'cms',
];
// The pages are rendered by the site itself; everything else is the CMS's.
const isSite = process.argv[2] === 'site';
await build({ only: isSite ? ['config', 'site'] : cmsBuilds, say });
const child = spawn(
  pinnedNode,
  [
    // A large statement is streamed: the heap need not grow with the file, only with leisure.
    '--max-old-space-size=320',
    isSite
      ? path.join(root, 'site', 'server', 'render.ts')
      : path.join(root, 'cms', 'dist', 'operate', 'main.js'),
    ...process.argv.slice(2),
  ],
  {
    // Files are named as the operator sees them, not as seen from the CMS.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: childEnvironment({
      NODE_ENV: process.env.NODE_ENV || 'production',
      DATA_DIR: path.resolve(root, process.env.DATA_DIR || 'data'),
      JOBS: 'off',
      LOG_LEVEL: process.env.LOG_LEVEL || 'error',
    }),
    stdio: 'inherit',
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
