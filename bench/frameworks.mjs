/**
 * Measures the framework knowledge base on the built code: loading, one full check, one comparison with every framework,
 * the size of the offline pack. Run after `npm run build`: node bench/frameworks.mjs
 */
import { gzipSync } from 'node:zlib';
import { performance } from 'node:perf_hooks';

const started = performance.now();
const frameworks = await import(new URL('../dist/frameworks/index.js', import.meta.url));
const imported = performance.now();
const knowledge = frameworks.loadKnowledge();
const loaded = performance.now();

const claim = {
  title: 'Domestic Work NC II',
  framework: 'ph-pqf',
  level: '2',
  awardingCountry: 'PH',
  awardingBody: 'TESDA',
  awardedOn: '2025-05-05',
  sector: 'TVET',
  isced: '454',
  iscedF: '1011',
  isco: '9111',
  targetFramework: 'sadcqf',
  targetLevel: '2',
  notionalHours: 714,
};
const sides = { left: { framework: 'ie-nfq', level: '6' }, right: { framework: 'eqf' } };
const tasks = {
  'check one claim (all rules)': () => frameworks.checkClaim(knowledge, claim, { today: '2026-11-22' }),
  'compare with all frameworks': () => frameworks.compareWithAll(knowledge, claim),
  'check + compare with all': () => {
    frameworks.checkClaim(knowledge, claim, { today: '2026-11-22' });
    frameworks.compareWithAll(knowledge, claim);
  },
  'parse a claim from outside': () => frameworks.parseClaim(claim),
  'draw a ladder (SVG)': () => frameworks.ladderSvg(knowledge, sides),
};

const ROUNDS = 7;
const RUNS = 1_000;
/** Median of rounds, CPU microseconds per run: other processes on the machine do not count. */
function microseconds(task) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    for (let run = 0; run < RUNS; run++) task();
    const { user, system } = process.cpuUsage(before);
    rounds.push((user + system) / RUNS);
  }
  return rounds.sort((left, right) => left - right)[Math.floor(ROUNDS / 2)];
}

console.log(`import modules            ${(imported - started).toFixed(1)} ms`);
console.log(`load data                 ${(loaded - imported).toFixed(1)} ms (goal 150)`);
const hashing = performance.now();
knowledge.sha256();
console.log(`read big tables and hash  ${(performance.now() - hashing).toFixed(1)} ms (on first use)`);
for (const [name, task] of Object.entries(tasks)) {
  for (let run = 0; run < RUNS; run++) task();
  console.log(`${name.padEnd(30)}${microseconds(task).toFixed(1).padStart(8)} us CPU`);
}
const pack = JSON.stringify(frameworks.packKnowledge(knowledge));
console.log(`offline pack              ${pack.length} bytes, ${gzipSync(pack, { level: 9 }).length} gzip (goal 40000)`);
