import locality from './content-types/locality/schema.json';
import unit from './content-types/unit/schema.json';
import localityController from './controllers/locality';
import publicRoutes from './routes/public';
import localityService from './services/locality';
import referenceService from './services/reference';
import unitService from './services/unit';
import { bootstrap } from './bootstrap';

/** What the plugin adds to Strapi. */
export default {
  bootstrap,
  contentTypes: { locality: { schema: locality }, unit: { schema: unit } },
  routes: { 'content-api': publicRoutes },
  controllers: { locality: localityController },
  services: { locality: localityService, reference: referenceService, unit: unitService },
};

export type { Locality, LocalityService } from './services/locality';
export type { ReferenceService } from './services/reference';
export type { Unit, UnitService } from './services/unit';
