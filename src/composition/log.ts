import { pino } from 'pino';
import type { Settings } from '../config/index.js';
import type { HttpLog } from '../http/index.js';

/** JSON lines on standard error. Only what callers hand in is written: no bodies, no addresses, no personal data. */
export function createLog(settings: Pick<Settings, 'logLevel'>): HttpLog {
  const logger = pino({ level: settings.logLevel, base: null }, pino.destination({ dest: 2, sync: false }));
  return {
    info: (facts, message) => logger.info(facts, message),
    error: (facts, message) => logger.error(facts, message),
  };
}
