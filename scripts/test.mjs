// `npm test`: installs and builds what is missing, then runs every check and every test. See README.md.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { build, childEnvironment, ensureInstalled, root, run, tool } from './prepare.mjs';

const startedAt = Date.now();
const results = mkdtempSync(path.join(tmpdir(), 'chung-tay-results-'));
const total = { passed: 0, failed: 0 };

function count(passed, failed) {
  total.passed += passed;
  total.failed += failed;
}

/** A check that either holds or prints why not. */
async function check(name, [command, args], cwd = root) {
  try {
    await run(command, args, { cwd });
    console.log(`ok      ${name}`);
    count(1, 0);
  } catch (error) {
    console.log(`FAILED  ${name}\n${error.message}`);
    count(0, 1);
  }
}

/** A test runner that writes its own report as JSON. */
function runner([command, args], env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: childEnvironment(env), stdio: 'inherit' });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

const report = (file) => {
  try {
    return JSON.parse(readFileSync(path.join(results, file), 'utf8'));
  } catch {
    return undefined;
  }
};

await ensureInstalled();
await build();
const chromium = await ensureBrowser();

for (const room of ['domain', 'config', 'cms', 'tests']) {
  await check(`types of ${room}`, tool('tsc', '--noEmit', '-p', room));
}
for (const plugin of ['journal', 'provinces', 'donations', 'pledges', 'statistics']) {
  await check(
    `types of plugins/${plugin}`,
    tool('tsc', '--noEmit', '-p', `plugins/${plugin}/server`),
  );
}
for (const admin of ['cms/src/admin', 'plugins/donations/admin']) {
  await check(`types of ${admin}`, tool('tsc', '--noEmit', '-p', admin));
}
await check("types of the site's server", tool('tsc', '--noEmit', '-p', 'site/server'));
await check('types of site', tool('astro', 'check'), path.join(root, 'site'));
await check('lint', tool('eslint', '.'));
await check('format', tool('prettier', '--check', '--log-level', 'warn', '.'));

const only = process.argv.slice(2);
const vitest = await runner(
  tool(
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path.join(results, 'vitest.json')}`,
    ...only,
  ),
);
const tested = report('vitest.json');
count(tested?.numPassedTests ?? 0, tested?.numFailedTests ?? 0);
if (vitest !== 0 && !(tested?.numFailedTests > 0)) count(0, 1);

const playwright = await runner(tool('playwright', 'test', '--reporter=list,json'), {
  PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(results, 'playwright.json'),
  ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }),
});
const walked = report('playwright.json')?.stats;
count((walked?.expected ?? 0) + (walked?.flaky ?? 0), walked?.unexpected ?? 0);
if (playwright !== 0 && !(walked?.unexpected > 0)) count(0, 1);

rmSync(results, { recursive: true, force: true });
console.log(`\nTook ${Math.round((Date.now() - startedAt) / 1000)} s.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
