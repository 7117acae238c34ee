/**
 * A process that does nothing but finish and release certificates, until it is killed. Says on standard output each step it
 * reaches; after c6 a signature is durable, and what was said must still be true when the process is gone.
 */
import { composeService } from '../../dist/app.js';
import { readSettings } from '../../dist/config/index.js';
import { releaseCertificates, resume } from '../../dist/issuance/index.js';
import { fixedClock } from '../../dist/shared/index.js';

const [now, officer] = process.argv.slice(2);
const service = await composeService(readSettings(), {
  clock: fixedClock(now),
  throwawayKeys: true,
  reach: (point, subjectId) => {
    process.stdout.write(`${point} ${subjectId}\n`);
  },
});
await resume(service.issuance);
const waiting = await service.instance.store.read.certificates.find({ state: 'approved' });
await releaseCertificates(waiting.map(({ id }) => id).sort(), officer, service.issuance);
process.stdout.write('finished\n');
await service.close();
process.exit(0);
