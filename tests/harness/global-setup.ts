import type { TestProject } from 'vitest/node';
import { prepareTemplates, removeTemplates, type Templates } from './cms.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
    templates: Templates;
  }
}

/** One PostgreSQL and one prepared template per engine for all tests of the system. */
export default async function setup(project: TestProject) {
  const postgres = await startPostgres();
  const templates = await prepareTemplates(postgres);
  project.provide('postgresUrl', postgres.url('postgres'));
  project.provide('templates', templates);
  return async () => {
    removeTemplates(templates);
    await postgres.stop();
  };
}
