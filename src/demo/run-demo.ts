import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeService, serve, type Running, type Service } from '../app.js';
import { describeReport } from '../cli/index.js';
import type { Settings } from '../config/index.js';
import { assertPortIsFree, type DemoPeople } from '../http/index.js';
import { issueAccreditations, publishStatusLists } from '../issuance/index.js';
import { qrTerminal } from '../passport/index.js';
import { systemClock } from '../shared/index.js';
import { createDemoPeople } from './desk-people.js';
import { runCentre } from './centre.js';
import { runJeddah } from './jeddah.js';
import { officers, registerPlaces } from './parties.js';
import { runReturnee } from './returnee.js';
import { makeSamples, samplesAt, type DemoSample, type DemoSamples } from './samples.js';
import { createDemoClock, type Say } from './stage.js';
import { prepareToday, WITH_FACE } from './today.js';

/** Written last: a folder without it was left half-way and is made anew. */
const SAMPLES = 'demo-samples.json';

/**
 * The demonstration: replays history into the data folder (once), then serves it. Uses the services of the product and
 * throwaway keys; everything it prints is marked.
 */
export async function runDemo(settings: Settings, say: Say): Promise<Running> {
  const started = systemClock.now().getTime();
  const seconds = (): string => `${((systemClock.now().getTime() - started) / 1000).toFixed(1)} s`;
  const tell: Say = (line) => say(`${seconds().padStart(7)}  ${line}`);
  const file = join(settings.dataDir, SAMPLES);
  const isReady = existsSync(file);
  if (!isReady) await assertPortIsFree(settings.port, settings.host);
  const service = isReady ? await composeService(settings, { throwawayKeys: true }) : await replay(settings, tell);
  try {
    if (isReady) tell(`Using the demonstration in ${settings.dataDir}`);
    await issueAccreditations(officers.administrator, service.accreditationIssuing);
    await publishStatusLists(service.issuance);
    const kept = JSON.parse(await readFile(file, 'utf8')) as DemoSamples;
    const samples = samplesAt(kept, service.instance.addresses.openedAt);
    const demoPeople = await createDemoPeople(service, await prepareToday(service, WITH_FACE));
    tell('A session runs now at the desk of the Jeddah office');
    const running = await serve(service, settings, { demoSamples: async () => samples, demoPeople });
    await introduce(service, running.port, samples, say);
    say(`${await deskOf(running.port, demoPeople)}\n`);
    tell('Ready. Ctrl-C stops it.');
    return running;
  } catch (error) {
    await service.close();
    throw error;
  }
}

async function replay(settings: Settings, say: Say): Promise<Service> {
  say(`Making a new demonstration in ${settings.dataDir} (embedded database, throwaway keys)`);
  const clock = createDemoClock('2017-03-01T08:00:00Z');
  const service = await composeService(settings, { throwawayKeys: true, clock });
  try {
    const administrator = { actorId: officers.administrator };
    const tesda = await service.issuerSetUp.addIssuer({
      ...administrator,
      scheme: 'TESDA',
      slug: 'tesda',
      legalName: 'Technical Education and Skills Development Authority',
      shortName: 'TESDA',
      country: 'PH',
    });
    const tvec = await service.issuerSetUp.addIssuer({
      ...administrator,
      scheme: 'NVQSL',
      slug: 'tvec',
      legalName: 'Tertiary and Vocational Education Commission',
      shortName: 'TVEC',
      country: 'LK',
    });
    await service.authoritySetUp.addAuthority({
      ...administrator,
      slug: 'skills-framework',
      legalName: 'Demonstration Skills Framework Authority',
      shortName: 'Framework authority',
      country: 'PH',
    });
    for (const body of ['tesda', 'tvec'])
      await service.authoritySetUp.accreditBody({
        ...{ authority: 'skills-framework', body, number: `FA-2016-${body}`, from: '2016-01-01', until: '2036-12-31' },
        ...{ actorId: officers.administrator, secondActorId: officers.director },
      });
    const places = await registerPlaces(service);
    await service.issuerSetUp.finish('TESDA');
    await service.issuerSetUp.finish('NVQSL');
    say(`Schemes loaded: ${service.instance.catalogue.qualifications().length} qualifications of TESDA and Sri Lanka`);
    const jeddah = await runJeddah(service, { body: tesda, ...places.jeddah }, clock, say);
    say(`Jeddah mission, May 2017: ${jeddah.assessed} assessed, ${jeddah.competent} competent`);
    await service.instance.storage.refreshStatistics();
    // In the order of their days: nothing is signed on a clock that was set back.
    const returnee = await runReturnee(service, { body: tvec, site: places.colombo }, clock);
    say('Sri Lanka 2026: NVQ and 14 confirmed months give the skills passport');
    const centre = await runCentre(service, { body: tesda, ...places.manila }, clock);
    say('Manila 2026: certificates current, suspended, revoked, replaced, and of a branch that lost its accreditation');
    clock.release();
    const samples = await makeSamples(service, { expired: jeddah.certificateIds[0] ?? '', centre, returnee });
    await publishStatusLists(service.issuance);
    await service.trust.current({ fresh: true });
    await service.instance.storage.refreshStatistics();
    const target = join(settings.dataDir, SAMPLES);
    await writeFile(`${target}.part`, JSON.stringify(samples));
    await rename(`${target}.part`, target);
    return service;
  } catch (error) {
    await service.close();
    throw error;
  }
}

/** What a visitor should look at first: pages, three codes, four reports. */
async function introduce(service: Service, port: number, samples: DemoSamples, say: Say): Promise<void> {
  for (const name of ['genuine', 'returnee', 'expired'] as const) {
    const sample = samples[name];
    say(
      `\n${sample.describes}\n${qrTerminal(sample.sp1, 'L')}\nOnline page: ${sample.url} (birth year ${sample.birthYear})`,
    );
  }
  for (const name of ['genuine', 'expired', 'revoked', 'forged'] as const) {
    say(`\n--- ${name}: ${samples[name].describes}\n${await reportOf(service, samples[name])}`);
  }
  const base = `http://localhost:${port}`;
  say(
    `\nPages\n  ${base}/            check a passport (scan, upload, paste)\n  ${base}/api/docs    the interface\n  ${base}/api/demo    all samples as JSON\n`,
  );
}

/** How to enter the desk as each role. */
async function deskOf(port: number, people: DemoPeople): Promise<string> {
  const lines = (await people.list()).map(
    ({ displayName, roles, organization }) =>
      `  ${displayName.padEnd(18)} ${roles.join(', ')} (${organization ?? 'operator'})`,
  );
  return [`Desk of the staff: http://localhost:${port}/desk  - choose a name on the sign-in page:`, ...lines].join(
    '\n',
  );
}

async function reportOf(service: Service, sample: DemoSample): Promise<string> {
  return describeReport(await service.verifier.verifyInput(sample.input, { language: 'en' }));
}
