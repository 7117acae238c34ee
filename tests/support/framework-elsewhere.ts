import type { Accreditation } from '../../src/assessment/index.js';
import { issueAccreditations, publishStatusLists, signAccreditation } from '../../src/issuance/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import type { CheckResult } from '../../src/verification/index.js';
import { certify, credentialOf, domesticWork, openOffice, two, verifyInput, type Office } from './service.js';
import { openOperators, type Operator } from './two-operators.js';

export { two };

type Names = 'philippines' | 'framework';

/** An operator with an awarding body and a certificate, and another one whose framework authority accredits that body. */
export interface FrameworkElsewhere {
  readonly world: Awaited<ReturnType<typeof openOperators<Names>>>;
  readonly here: Operator['service'];
  readonly elsewhere: Operator['service'];
  readonly office: Office;
  /** A certificate of ours. */
  readonly paper: JsonObject;
  /** Two administrators here recognise the other operator. */
  recognise(): Promise<void>;
  /** What is signed elsewhere about our body. */
  accredited(wish: Accredited): Promise<{ readonly json: string; readonly grant: Accreditation }>;
  /** The same content with another id, signed anew by who signed it. */
  renamed(json: string, id: string): Promise<string>;
  take(
    json: string,
    officersOf?: { readonly actorId: string; readonly secondActorId: string },
  ): ReturnType<Operator['service']['authoritySetUp']['importSigned']>;
  /** Later for both; the lists of others are read again after a quarter of an hour. */
  later(): void;
  authorityOf(): Promise<Partial<CheckResult>>;
}

interface Accredited {
  readonly number: string;
  /** Whose addresses name the qualifications. */
  readonly namedBy?: Names;
  /** DID of who grants; default: the framework authority. */
  readonly by?: string;
  readonly from?: string;
}

export async function openFrameworkElsewhere(): Promise<FrameworkElsewhere> {
  const world = await openOperators<Names>(['philippines', 'framework'], '2026-01-05T08:00:00Z');
  const here = world.philippines.service;
  const elsewhere = world.framework.service;
  const authority = { slug: 'asean', legalName: 'Regional framework authority', shortName: 'RFA', country: 'PH' };
  await elsewhere.authoritySetUp.addAuthority({ ...authority, actorId: 'a' });
  const office = await openOffice(here);
  const [id = ''] = await certify(world.philippines, office, { day: '2026-02-02' });
  const paper = await credentialOf(here, id);
  const { store, addresses } = elsewhere.instance;
  const did = office.body.did ?? '';
  const parts = { world, here, elsewhere, office, paper };

  const accredited: FrameworkElsewhere['accredited'] = async ({ number, namedBy = 'philippines', by, from }) => {
    const [above] = await store.read.organizations.find({ did: by ?? elsewhere.issuerDid('asean') });
    const [known] = await store.read.organizations.find({ did });
    const body =
      known ??
      (await elsewhere.assessment.registerOrganization({
        ...{ actorId: 'a', type: 'awarding-body', legalName: 'TESDA', country: 'PH', did, scheme: 'TESDA' },
      }));
    const grant = await elsewhere.assessment.grantAccreditation({
      ...{ actorId: 'a', subjectType: 'organization', subjectId: body.id, role: 'awarding-body', number },
      ...{ grantedById: above?.id ?? '', qualifications: [domesticWork], basis: ['act 1'] },
      ...{ validFrom: from ?? '2026-01-01', validUntil: '2026-12-31' },
    });
    const { qualification } = world[namedBy].service.instance.addresses;
    await issueAccreditations('a', { ...elsewhere.accreditationIssuing, addresses: { ...addresses, qualification } });
    await publishStatusLists(elsewhere.issuance);
    const [row] = await store.read.accreditationCredentials.find({ accreditationId: grant.id });
    return { json: row?.json ?? '', grant };
  };

  return {
    ...parts,
    accredited,
    recognise: async () => {
      const { roots } = await elsewhere.trust.roots();
      const source = { url: `${world.framework.url}/trust-list` };
      const proposed = await here.federation.propose({ source, roots, actorId: 'admin-a' });
      await here.federation.consent(proposed.id, 'admin-b');
      await here.trust.current({ fresh: true });
    },
    renamed: async (json, newId) => {
      const { proof: _proof, ...content } = JSON.parse(json) as JsonObject & { issuer: { id: string } };
      const unsigned = JSON.stringify({ ...content, id: newId });
      return JSON.stringify(await signAccreditation(unsigned, content.issuer.id, elsewhere.accreditationIssuing));
    },
    take: (json, officersOf = two) => here.authoritySetUp.importSigned({ json, ...officersOf }),
    later: () => {
      const { clock } = world.philippines;
      clock.set(new Date(clock.now().getTime() + 16 * 60_000).toISOString());
    },
    authorityOf: async () => {
      const { checks } = await verifyInput(here, paper);
      return checks.find(({ answer }) => answer === 'authority') ?? {};
    },
  };
}
