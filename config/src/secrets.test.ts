import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chung-tay-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => path.join(folder, 'secrets.json');

it('secrets are drawn once, for their owner only', () => {
  const first = readSecrets(folder);
  expect(Buffer.from(first.accountListKey, 'base64url')).toHaveLength(32);
  expect(readSecrets(folder)).toEqual(first);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

it('a file of an older installation gets the same key for the list of accounts each time', () => {
  readSecrets(folder);
  const { accountListKey: _later, ...older } = JSON.parse(readFileSync(file(), 'utf8'));
  writeFileSync(file(), JSON.stringify(older));
  const key = readSecrets(folder).accountListKey;
  expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  expect(readSecrets(folder).accountListKey).toBe(key);
  expect(key).not.toBe(older.encryptionKey);
});

it('a file that lacks another secret is not used', () => {
  writeFileSync(file(), JSON.stringify({ ...readSecrets(folder), hintSecret: undefined }));
  expect(() => readSecrets(folder)).toThrow(/lacks or shortens: hintSecret/);
});
