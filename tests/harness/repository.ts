import path from 'node:path';

/** The root of this repository, and the Node that it brings along. */
export const repository = path.resolve(import.meta.dirname, '..', '..');
export const pinnedNode = path.join(repository, 'node_modules', 'node', 'bin', 'node');
