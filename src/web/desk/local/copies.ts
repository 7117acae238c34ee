import type { ReadCopies } from '../api/client.js';
import type { LocalDatabase } from './database.js';

/** What the rating of candidates needs without the network. Nothing else of the register stays on the device. */
const KEPT = [
  /^\/api\/staff\/me$/,
  /^\/api\/assessment\/work-list$/,
  /^\/api\/assessment\/qualifications/,
  /^\/api\/assessment\/sessions\/[0-9a-f-]{36}(\/sheet)?$/,
  /^\/api\/assessment\/records\/[0-9a-f-]{36}\/sheet$/,
];

/** Copies of answers, cleared when somebody signs out or another person signs in. */
export function createReadCopies(database: Promise<LocalDatabase>): ReadCopies {
  const isKept = (path: string): boolean => KEPT.some((pattern) => pattern.test(path));
  return {
    get: async (path) =>
      isKept(path) ? (await (await database).get<{ value: unknown }>('kept', path))?.value : undefined,
    put: async (path, value) => {
      if (isKept(path)) await (await database).put('kept', { path, value });
    },
  };
}
