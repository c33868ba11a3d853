// `npm run bench`: builds what changed and measures the hot paths. See README.md.
import path from 'node:path';
import { build, ensureInstalled, pinnedNode, root, run } from './prepare.mjs';

await ensureInstalled();
await build();
await run(pinnedNode, [path.join(root, 'tests', 'bench', 'main.ts')], { loud: true }).catch(() => {
  process.exitCode = 1;
});
