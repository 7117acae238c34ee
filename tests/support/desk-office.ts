import type { Service } from '../../src/app.js';
import { createDemoPeople } from '../../src/demo/desk-people.js';
import { officers, registerAssessor } from '../../src/demo/parties.js';
import { inventPeople } from '../../src/demo/people.js';
import { prepareToday } from '../../src/demo/today.js';
import type { DemoPeople } from '../../src/http/index.js';
import { domesticWork, openOffice } from './service.js';

/** The office that the demonstration opens the desk for, without its history: a session runs now, everybody can be tried. */
export async function openDemoOffice(service: Service): Promise<DemoPeople> {
  const { body } = await openOffice(service);
  const actorId = officers.administrator;
  const post = await service.assessment.registerOrganization({
    actorId,
    type: 'post-abroad',
    legalName: 'Philippine labour office, Jeddah',
    country: 'SA',
  });
  const hall = { actorId, organizationId: post.id, name: 'Consulate hall, Jeddah', address: 'Jeddah', country: 'SA' };
  await service.assessment.registerSite(hall);
  const [person] = inventPeople(1, 101);
  if (!person) throw new RangeError('an assessor is needed');
  await registerAssessor(service, body, person, {
    number: 'CA-2016-0041',
    qualifications: [domesticWork],
    from: '2016-06-01',
    until: '2018-05-31',
  });
  return createDemoPeople(service, await prepareToday(service));
}
