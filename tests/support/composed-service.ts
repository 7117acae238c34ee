import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeService, type Service, type ServiceOptions } from '../../src/app.js';
import { readSettings, type SettingName, type Settings } from '../../src/config/index.js';
import type { Clock } from '../../src/shared/index.js';
import { postgresDatabase } from './database.js';
import { embeddedTemplate } from './embedded-template.js';

export type DatabaseKind = 'embedded' | 'postgresql';

export interface ComposedPlan extends Pick<ServiceOptions, 'fetch' | 'reach'> {
  readonly clock: Clock;
  /** A copy of the migrated database on the run's server unless said otherwise: far cheaper than the embedded one. */
  readonly kind?: DatabaseKind;
  /** Embedded: keep the database in the folder, for a second process or to be looked through. */
  readonly onDisk?: boolean;
  readonly environment?: Partial<Record<SettingName, string>>;
}

/** A whole service as the product composes it, with throwaway keys, a database and a folder of its own. */
export interface ComposedService {
  readonly service: Service;
  readonly settings: Settings;
  /** The settings as a second process would get them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly dataDir: string;
  /** Address of its PostgreSQL database; null for the embedded one. */
  readonly databaseUrl: string | null;
  /** Closes the service and removes its database and folder. */
  close(): Promise<void>;
}

export async function composeTestService(plan: ComposedPlan): Promise<ComposedService> {
  const { kind = 'postgresql', clock, onDisk = false, fetch, reach } = plan;
  const dataDir = mkdtempSync(join(tmpdir(), 'skills-passport-service-'));
  const database = kind === 'postgresql' ? await postgresDatabase(clock) : null;
  const databaseUrl = database?.options.databaseUrl ?? null;
  const environment = {
    DATA_DIR: dataDir,
    OUTBOUND: 'off',
    LOG_LEVEL: 'silent',
    PORT: '0',
    PUBLIC_URL: 'http://localhost:3999',
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    ...plan.environment,
  };
  const settings = readSettings(environment);
  const service = await composeService(settings, {
    clock,
    throwawayKeys: true,
    ...(kind === 'embedded' ? { embedded: { inMemory: !onDisk, template: await embeddedTemplate() } } : {}),
    ...(fetch ? { fetch } : {}),
    ...(reach ? { reach } : {}),
  });
  return {
    service,
    settings,
    environment,
    dataDir,
    databaseUrl,
    close: async () => {
      await service.close();
      await database?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
