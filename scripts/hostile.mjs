/** `npm run hostile [cases]`: a thousand hostile hosts and documents against the outbound door; nothing leaves the machine. */
import { tsImport } from 'tsx/esm/api';

const { runCampaign } = await tsImport('../tests/attack/hostile-campaign.ts', import.meta.url);
const MAX_MS = 3_500;
const result = await runCampaign(Number(process.argv[2] ?? 1_000));

const codes = [...result.outcomes].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`);
console.log(`${result.cases} cases: ${codes.join(', ')}`);
console.log(`slowest ${(result.slowestMs / 1000).toFixed(2)} s (${result.slowest})`);
console.log(`memory grew by ${Math.round(result.grownBytes / 1_048_576)} MiB at most`);
for (const name of result.accepted) console.log(`ACCEPTED: ${name}`);
for (const address of result.specialSockets) console.log(`SOCKET: ${address}`);
const isOnTime = result.slowestMs <= MAX_MS;
console.log(`${result.specialSockets.length} sockets to special ranges, ${isOnTime ? 'none' : 'SOME'} over 3.5 s`);
process.exit(result.accepted.length === 0 && result.specialSockets.length === 0 && isOnTime ? 0 : 1);
