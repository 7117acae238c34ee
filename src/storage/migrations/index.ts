import type { MigrationInterface } from 'typeorm';
import { Initial1763769600000 } from './1763769600000-initial.js';

/** Every migration, oldest first. */
export const migrations: (new () => MigrationInterface)[] = [Initial1763769600000];
