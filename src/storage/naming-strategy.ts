import { DefaultNamingStrategy } from 'typeorm';

/** camelCase -> snake_case, so that operators can query in `psql` without quoting. */
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Columns are named in snake_case; tables and constraints are always named by hand. */
export class SnakeCaseColumns extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? snakeCase(propertyName);
  }
}
