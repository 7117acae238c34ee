import { readFile } from 'node:fs/promises';
import type { ImportView } from '../composition/index.js';
import { ServiceError } from '../shared/index.js';
import { withService } from './instance.js';
import { assertTwoPeople } from './officers.js';
import { listOf, needed, type TrustAction } from './trust-arguments.js';

const told = ({
  id,
  operator,
  state,
  listVersion,
  issuers,
  waiting,
  proposedBy,
  consentedBy,
  lastProblem,
}: ImportView): string =>
  [
    `${operator}: ${state}, list version ${listVersion}\n  ${id}`,
    ...issuers.map(
      ({ did, name, country }) =>
        `  ${name} (${country}) ${did}${waiting.includes(did) ? ' - not agreed to yet: import and consent again' : ''}`,
    ),
    `  proposed by ${proposedBy}${consentedBy === null ? ', waits for a second administrator' : `, consented by ${consentedBy}`}`,
    ...(lastProblem === null ? [] : [`  last refresh: ${lastProblem}`]),
  ].join('\n');

/** Recognising other operators, for operators who have no administrator's desk at hand. */
export const importActions: Readonly<Record<string, TrustAction>> = {
  import: async (subject, { roots, by }) => {
    const from = needed(subject, 'the address or the file of the other list');
    const actorId = needed(by, '--by OFFICER');
    const source = from.startsWith('https://') ? { url: from } : { jws: await readFile(from, 'utf8') };
    const proposed = await withService(({ federation }) =>
      federation.propose({ source, roots: listOf(needed(roots, '--roots KEY,KEY')), actorId }),
    );
    console.log(`${told(proposed)}\nNothing takes effect before another administrator runs "trust consent".`);
  },
  imports: async () => {
    const all = await withService(({ federation }) => federation.list());
    console.log(all.length === 0 ? 'No other operator is recognised or proposed.' : all.map(told).join('\n'));
  },
  consent: async (id, { by }) => {
    const actorId = needed(by, '--by OFFICER');
    const importId = needed(id, 'the id of the import');
    const consented = await withService(async (service) => {
      const proposed = (await service.federation.list()).find((one) => one.id === importId);
      if (proposed) await assertTwoPeople({ actorId: proposed.proposedBy, secondActorId: actorId }, service);
      return service.federation.consent(importId, actorId);
    });
    console.log(told(consented));
  },
  withdraw: async (id, { by }) => {
    const actorId = needed(by, '--by OFFICER');
    console.log(
      told(await withService(({ federation }) => federation.withdraw(needed(id, 'the id of the import'), actorId))),
    );
  },
  refresh: async () => {
    const problems = await withService(({ federation }) => federation.refresh());
    if (problems.length === 0) return console.log('All lists of recognised operators are fresh.');
    throw new ServiceError('trust-refresh-incomplete', {
      status: 502,
      title: problems.map(({ operator, problem }) => `${operator}: ${problem}.`).join(' '),
      whatToDo: 'The lists held until now stay in force until they are 30 days old. Try again later.',
    });
  },
};
