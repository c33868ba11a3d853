// `npm run corpus -- --rows N --seed S --layout L --out file.csv`: a made-up bank statement. See tests/README.md.
import path from 'node:path';
import { ensureInstalled, pinnedNode, root, run } from './prepare.mjs';

await ensureInstalled(() => undefined);
await run(
  pinnedNode,
  [path.join(root, 'tests', 'harness', 'corpus-command.ts'), ...process.argv.slice(2)],
  { loud: true, cwd: process.env.INIT_CWD ?? process.cwd() },
).catch(() => {
  process.exitCode = 1;
});
