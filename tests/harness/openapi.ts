import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { repository } from './cms.ts';

/** The description of the public interface, with its shapes where JSON Schema expects them. */
export const openapi = JSON.parse(
  readFileSync(path.join(repository, 'docs', 'openapi.json'), 'utf8').replaceAll(
    '#/components/schemas/',
    '#/$defs/',
  ),
) as {
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, object> };
};

/** Holds an answer against a described shape. */
export function expectShape(name: string, value: unknown): void {
  const { schemas } = openapi.components;
  const schema = z.fromJSONSchema({ ...schemas[name], $defs: schemas } as never);
  const parsed = schema.safeParse(value);
  expect(parsed.error?.issues ?? [], name).toEqual([]);
}
