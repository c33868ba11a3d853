import { needs } from './needs';

/** Files of unknown layouts, and the templates that read them. */
export const mappingRoutes = [
  {
    method: 'GET',
    path: '/statement-files/:file',
    handler: 'mapping.show',
    config: needs('statement.upload'),
  },
  {
    method: 'POST',
    path: '/statement-files/:file/preview',
    handler: 'mapping.preview',
    config: needs('statement.upload'),
  },
  {
    method: 'POST',
    path: '/statement-files/:file/import',
    handler: 'mapping.import',
    config: needs('statement.upload'),
  },
  {
    method: 'GET',
    path: '/statement-templates',
    handler: 'mapping.templates',
    config: needs('statement.read'),
  },
  {
    method: 'POST',
    path: '/statement-templates',
    handler: 'mapping.save',
    config: needs('template.change'),
  },
  {
    method: 'POST',
    path: '/statement-templates/:id/retire',
    handler: 'mapping.retire',
    config: needs('template.change'),
  },
];
