import { z } from 'zod';

// What the profile of the Data Package standard 2.0 demands (https://datapackage.org/profiles/2.0/).
const relativePath = z
  .string()
  .regex(/^(?=^[^./~])(^((?!\.{2}).)*$).*$/)
  .or(z.url());
const source = z.object({ title: z.string().optional(), path: z.string().optional() });

const field = z.object({
  name: z.string().min(1),
  type: z.enum([
    'string',
    'integer',
    'number',
    'boolean',
    'date',
    'datetime',
    'time',
    'year',
    'any',
  ]),
  title: z.string().optional(),
  description: z.string().optional(),
  constraints: z
    .strictObject({
      required: z.boolean().optional(),
      unique: z.boolean().optional(),
      pattern: z.string().optional(),
      enum: z.array(z.string()).min(1).optional(),
    })
    .optional(),
});

const tableSchema = z.object({
  $schema: z.literal('https://datapackage.org/profiles/2.0/tableschema.json'),
  fields: z.array(field).min(1),
  primaryKey: z.array(z.string()).min(1),
  missingValues: z.array(z.string()),
});

const resource = z.object({
  name: z.string().regex(/^[a-z0-9._/-]+$/),
  path: relativePath,
  title: z.string().optional(),
  format: z.string().optional(),
  mediatype: z.string().regex(/^(.+)\/(.+)$/),
  encoding: z.string(),
  bytes: z.number().int().positive(),
  hash: z.string().regex(/^([^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32}|)$/),
  type: z.literal('table').optional(),
  dialect: z.object({ lineTerminator: z.string() }).optional(),
  schema: tableSchema.optional(),
});

/** A data package as the standard wants it, with what we promise beyond: hashes, licence, sources. */
export const datapackageShape = z.object({
  $schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
  name: z.string().regex(/^[a-z0-9._/-]+$/),
  title: z.string(),
  description: z.string(),
  homepage: z.url(),
  version: z.string(),
  created: z.iso.datetime(),
  licenses: z
    .array(
      z.object({ name: z.string().regex(/^([-a-zA-Z0-9._])+$/), path: z.url(), title: z.string() }),
    )
    .min(1),
  sources: z.array(source).min(1),
  keywords: z.array(z.string()).min(1),
  resources: z.array(resource).min(1),
});
