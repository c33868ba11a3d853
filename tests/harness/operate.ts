import { spawn } from 'node:child_process';
import path from 'node:path';
import { environmentOf, pinnedNode, repository, type Place } from './cms.ts';

/** Runs an operator's command on a place; gives its exit code and output. */
export function operate(
  place: Place,
  args: readonly string[],
  { nodeFlags = [], killAfterMs }: { nodeFlags?: readonly string[]; killAfterMs?: number } = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(
    pinnedNode,
    [
      '--max-old-space-size=320',
      ...nodeFlags,
      path.join(repository, 'cms', 'dist', 'operate', 'main.js'),
      ...args,
    ],
    {
      cwd: repository,
      env: environmentOf(place, { JOBS: 'off' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const timer =
    killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}
