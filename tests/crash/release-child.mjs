/**
 * A process that does nothing but finish and release certificates, until it is killed. Says on standard output each step it
 * reaches; after c6 a signature is durable, and what was said must still be true when the process is gone.
 * Arguments: the time, the officer, which of eight clients it is, and where it kills itself (`c4:2` = at the second c4).
 */
import { writeSync } from 'node:fs';
import { composeService } from '../../dist/app.js';
import { readSettings } from '../../dist/config/index.js';
import { releaseCertificates, resume } from '../../dist/issuance/index.js';
import { fixedClock } from '../../dist/shared/index.js';

const [now, officer, turn = '0', killAt = ''] = process.argv.slice(2);
const [killPoint, nth = '1'] = killAt.split(':');
let toGo = Number(nth);
const service = await composeService(readSettings(), {
  clock: fixedClock(now),
  throwawayKeys: true,
  reach: (point, subjectId) => {
    // Written at once: nothing of what was said may be left in a buffer when the process dies.
    writeSync(1, `${point} ${subjectId}\n`);
    if (point === killPoint && --toGo === 0) process.kill(process.pid, 'SIGKILL');
  },
});
await resume(service.issuance);
const waiting = await service.instance.store.read.certificates.find({ state: 'approved' });
const ids = waiting.map(({ id }) => id).sort();
// Eight clients begin at eight places, so that most of the time they work on different awards.
const start = Math.floor((ids.length * Number(turn)) / 8);
await releaseCertificates([...ids.slice(start), ...ids.slice(0, start)], officer, service.issuance);
process.stdout.write('finished\n');
await service.close();
process.exit(0);
