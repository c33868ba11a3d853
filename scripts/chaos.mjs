// `npm run chaos`: builds what changed and kills processes in the middle of their work. See README.md.
import path from 'node:path';
import { build, ensureInstalled, pinnedNode, root, run } from './prepare.mjs';

await ensureInstalled();
await build();
await run(pinnedNode, [path.join(root, 'tests', 'chaos', 'main.ts'), ...process.argv.slice(2)], {
  loud: true,
}).catch(() => {
  process.exitCode = 1;
});
