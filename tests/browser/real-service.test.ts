import { afterAll, beforeAll, describe } from '@jest/globals';
import { ownPages } from './real-service/own-pages.js';
import { openRealService, type RealService } from './real-service/real-service.js';
import { workerWalk } from './real-service/worker-walk.js';

/** One demonstration for both, since it takes half a minute to play; the second ends with a revocation. */
let service: RealService;
beforeAll(async () => void (service = await openRealService()), 180_000);
afterAll(() => service?.close());

describe('a worker and an employer', () => workerWalk(() => service));
describe('its own pages', () => ownPages(() => service));
