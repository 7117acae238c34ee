import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import * as entities from './entities/index.js';
import { migrations } from './migrations/index.js';
import { SnakeCaseColumns } from './naming-strategy.js';

/** What both databases share. Entities and migrations are handed over as classes: file globs break in a built tree. */
export const dataSourceOptions: PostgresDataSourceOptions = {
  type: 'postgres',
  entities: Object.values(entities),
  migrations,
  migrationsTransactionMode: 'all',
  migrationsTableName: 'migration',
  namingStrategy: new SnakeCaseColumns(),
  // Statements and their parameters hold personal data: TypeORM must never write them anywhere.
  logging: false,
  synchronize: false,
  installExtensions: false,
  uuidExtension: 'pgcrypto',
};
