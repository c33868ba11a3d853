import type { Core } from '@strapi/strapi';
import { exitCodes, print } from './session';

interface Check {
  readonly ok: boolean;
  readonly seq: number;
  readonly cells: number;
  readonly drift: readonly {
    readonly cell: string;
    readonly stored: string;
    readonly recomputed: string;
  }[];
}

export async function recomputeFigures(strapi: Core.Strapi): Promise<void> {
  const check: Check = await strapi.plugin('statistics').service('recompute').check();
  for (const { cell, stored, recomputed } of check.drift) {
    print(`${cell}: stored ${stored}, recomputed ${recomputed}`);
  }
  print(
    `${check.cells} cells at seq ${check.seq}: ${check.ok ? 'no drift' : `${check.drift.length} differ`}`,
  );
  if (!check.ok) process.exitCode = exitCodes.differs;
}
