import { beforeAll, describe, expect, it } from '@jest/globals';
import { issueAccreditations } from '../../src/issuance/index.js';
import { isoSeconds, type JsonObject } from '../../src/shared/index.js';
import type { CheckResult } from '../../src/verification/index.js';
import { officeAtWork } from '../support/office-at-work.js';
import { accreditSite, domesticWork, newSite, officers, two } from '../support/service.js';

const at = officeAtWork();
let body = '';
let paper: JsonObject;
beforeAll(async () => {
  body = at.office.body.did ?? '';
  const [id = ''] = await at.certify({ day: '2026-02-12' });
  paper = await at.credentialOf(id);
}, 60_000);

const place = (siteId: string): string => at.service.instance.addresses.site(siteId);
const issue = () => issueAccreditations(officers.administrator, at.service.accreditationIssuing);

async function answer(document: JsonObject): Promise<[verdict: string, CheckResult]> {
  const report = await at.verify(document);
  const check = report.checks.find((one) => one.answer === 'authority');
  if (check === undefined) throw new Error(`authority was not answered: ${JSON.stringify(report.checks)}`);
  return [report.verdict, check];
}

/** The same paper with something else in it, signed by the office's own key. */
async function rewritten(...[from, to]: [from: string, to: string]): Promise<JsonObject> {
  const { keys, proofFormats, clock } = at.service.instance;
  const { proof: _proof, ...unsigned } = JSON.parse(JSON.stringify(paper).replaceAll(from, to)) as JsonObject;
  const signer = await keys.signer(body, 'issuer', clock.now());
  const format = proofFormats.find(({ id }) => id === 'eddsa-jcs-2022');
  const signed = await format?.sign(unsigned, { signer, created: isoSeconds(clock.now()) });
  return JSON.parse(JSON.stringify(signed)) as JsonObject;
}

describe('authorised for this, there, then', () => {
  it('is answered by the trust list alone while no accreditation was signed, and says so', async () => {
    const [verdict, { code, evidence, chain }] = await answer(paper);
    expect([verdict, code]).toEqual(['genuine-and-current', 'A00']);
    expect(evidence).toMatchObject({ basis: 'trust-list', failing: 'missing' });
    expect(chain?.map(({ outcome }) => outcome)).toEqual(['holds', 'missing']);
  });

  it('tells the chain from the framework authority to the place', async () => {
    expect((await issue()).issued).toHaveLength(1);
    const [verdict, { code, evidence, chain }] = await answer(paper);
    expect([verdict, code]).toEqual(['genuine-and-current', 'A00']);
    expect(evidence).toMatchObject({ basis: 'trust-list and accreditations' });
    expect(chain).toMatchObject([
      { by: at.service.instance.settings.operator, for: body, outcome: 'holds' },
      { by: body, for: place(at.office.site.id), from: '2026-01-01', until: '2027-12-31', outcome: 'holds' },
    ]);
  });

  it('S4: names the link from the body to the place that nobody accredited', async () => {
    const branch = await newSite(at.service, 'Mawanella branch');
    const [verdict, { code, evidence }] = await answer(await rewritten(place(at.office.site.id), place(branch.id)));
    expect([verdict, code]).toEqual(['issuer-not-authorised', 'A11']);
    expect(evidence).toMatchObject({ failing: 'missing', failingLink: `${body} -> ${place(branch.id)}` });
  });

  it('S3: names the link that had ended the day before the assessment', async () => {
    const site = await newSite(at.service, 'Centre until the eleventh');
    const period = { qualifications: [domesticWork], from: '2026-01-01', until: '2026-02-11', number: 'AC-ENDED' };
    await accreditSite(at.service, at.office.body, site, period);
    expect((await issue()).issued).toHaveLength(1);
    await at.service.trust.current({ fresh: true });
    const [verdict, { code, evidence, chain }] = await answer(
      await rewritten(place(at.office.site.id), place(site.id)),
    );
    expect([verdict, code]).toEqual(['issuer-not-authorised', 'A12']);
    expect(evidence).toMatchObject({ failing: 'expired', failingLink: `${body} -> ${place(site.id)}` });
    expect(chain?.at(-1)).toMatchObject({ until: '2026-02-11', outcome: 'expired' });
  });

  it('says no where an accreditation was taken away after the trust list was issued, and the same once the list knows', async () => {
    const list = await at.service.trust.current({ fresh: true });
    at.clock.set(new Date(Date.parse(list.list.issuedAt) + 1_000).toISOString());
    const [granted] = await at.service.instance.store.read.accreditations.find({ subjectId: at.office.site.id });
    await at.service.assessment.revokeAccreditation({
      ...two,
      accreditationId: granted?.id ?? '',
      reasonClass: 'accreditation-void',
      retroactiveFrom: '2026-02-12',
    });
    // The list is looked at again only after a pause: this is the one from before.
    const [verdict, { code, outcome, evidence }] = await answer(paper);
    expect([verdict, code, outcome]).toEqual(['issuer-not-authorised', 'A12', 'fail']);
    expect(evidence).toMatchObject({
      basis: 'accreditations, newer than the trust list',
      failing: 'void',
      failingLink: `${body} -> ${place(at.office.site.id)}`,
    });
    await at.service.trust.current({ fresh: true });
    const [afterwards, check] = await answer(paper);
    expect([afterwards, check.code, check.evidence?.['failing']]).toEqual(['issuer-not-authorised', 'A12', 'void']);
  });
});
