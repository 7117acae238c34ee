/**
 * Run as a process of its own by embedded.test.ts: inserts without end into the data folder given, and says each
 * number only after the database acknowledged it.
 */
import { writeSync } from 'node:fs';
import { systemClock } from '../../../src/shared/index.js';
import { openStorage } from '../../../src/storage/index.js';
import { embeddedTemplate } from '../../support/embedded-template.js';

const [dataDir = ''] = process.argv.slice(2);
const storage = await openStorage({
  dataDir,
  clock: systemClock,
  secret: new Uint8Array(32).fill(7),
  template: await embeddedTemplate(),
});
for (let number = 1; ; number++) {
  await storage.store.transaction(async (store) => {
    await store.settings.insert({ id: `row-${number}`, version: 1, value: { number } });
    await store.audit.append({ action: 'a.b', actorId: 'u', subjectType: 's', subjectId: `row-${number}`, facts: {} });
  });
  writeSync(1, `${number}\n`);
}
