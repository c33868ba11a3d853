// `npm start`: from a clean clone to a running platform. See README.md.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, childEnvironment, ensureInstalled, pinnedNode, root } from './prepare.mjs';

const startedAt = Date.now();
await ensureInstalled();
await build();

// A folder of the operator's own is taken as it is; the default lies beside the code, never inside a room.
const dataDir = path.resolve(root, process.env.DATA_DIR || 'data');
const settings = { NODE_ENV: 'production', ...process.env, DATA_DIR: dataDir };
const { readEnvironment, readSecrets } = createRequire(import.meta.url)(
  path.join(root, 'config', 'dist', 'index.js'),
);
const environment = readEnvironment(settings);
const secrets = readSecrets(environment.dataDir);

const children = [];
let stopping = false;

function stopAll(code) {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
  setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), 20_000).unref();
}

function serve(name, file, cwd) {
  const child = spawn(pinnedNode, [file], {
    cwd,
    env: childEnvironment(settings),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.once('exit', (code, signal) => {
    if (stopping) return;
    console.error(`${name} ended (${signal ?? code}).`);
    stopAll(1);
  });
  children.push(child);
}

async function untilReady(name, address) {
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline && !stopping) {
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  if (stopping) return;
  console.error(`${name} is not ready after three minutes.`);
  stopAll(1);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopAll(0));

console.log('Starting the CMS …');
serve('The CMS', path.join(root, 'cms', 'dist', 'serve.js'), path.join(root, 'cms'));
await untilReady('The CMS', environment.cmsUrl);
if (!stopping) {
  serve('The site', path.join(root, 'site', 'server', 'entry.ts'), path.join(root, 'site'));
  await untilReady('The site', environment.siteUrl);
}
if (!stopping) {
  console.log(`
Chung Tay is ready (${((Date.now() - startedAt) / 1000).toFixed(1)} s).

  Site    ${environment.publicSiteUrl}
  Admin   ${environment.publicCmsUrl}/admin
  Login   ${environment.firstAdminEmail}
          ${environment.firstAdminPassword ?? secrets.firstAdminPassword}
          (the first administrator; change the password after the first login)
  Data    ${environment.dataDir}

Ctrl+C stops both.`);
}
