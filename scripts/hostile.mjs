/** `npm run hostile [cases]`: a thousand hostile hosts and documents against the outbound door; nothing leaves the machine. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { tsImport } from 'tsx/esm/api';

const { runCampaign } = await tsImport('../tests/attack/hostile-campaign.ts', import.meta.url);
const MAX_MS = 3_500;
// Of what is alive. What is resident beside it is garbage that was not collected yet, and pages the allocator keeps.
const MAX_BYTES = 32 * 1_048_576;
setFlagsFromString('--expose-gc');
const result = await runCampaign(Number(process.argv[2] ?? 1_000), runInNewContext('gc'));

const codes = [...result.outcomes].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`);
console.log(`${result.cases} cases: ${codes.join(', ')}`);
console.log(`slowest ${(result.slowestMs / 1000).toFixed(2)} s (${result.slowest})`);
const { residentPeak, livePeak, retained } = result.memory;
const mib = (bytes) => (bytes / 1_048_576).toFixed(1);
console.log(
  `memory grew by at most: alive ${mib(livePeak)} MiB, resident ${mib(residentPeak)} MiB; kept ${mib(retained)} MiB`,
);
for (const name of result.accepted) console.log(`ACCEPTED: ${name}`);
for (const address of result.specialSockets) console.log(`SOCKET: ${address}`);
const isOnTime = result.slowestMs <= MAX_MS;
console.log(`${result.specialSockets.length} sockets to special ranges, ${isOnTime ? 'none' : 'SOME'} over 3.5 s`);
const isSmall = livePeak <= MAX_BYTES;
if (!isSmall) console.log('MEMORY: more than 32 MiB alive');
process.exit(result.accepted.length === 0 && result.specialSockets.length === 0 && isOnTime && isSmall ? 0 : 1);
