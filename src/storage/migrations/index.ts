import type { MigrationInterface } from 'typeorm';
import { Initial1763769600000 } from './1763769600000-initial.js';
import { Staff1795305600000 } from './1795305600000-staff.js';

/** Every migration, oldest first. */
export const migrations: (new () => MigrationInterface)[] = [Initial1763769600000, Staff1795305600000];
