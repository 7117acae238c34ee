import { describe, expect, it, jest } from '@jest/globals';
import { carryOutCompromise, planCompromise, rotateKey, type CompromisePlan } from '../../src/composition/index.js';
import { changePassportStatus, furtherForm, methodOfForm } from '../../src/issuance/index.js';
import { isObject } from '../../src/shared/index.js';
import { officeAtWork } from '../support/office-at-work.js';
import { holderOf, issuedPassport, type Holder } from '../support/passports.js';
import { two } from '../support/service.js';

/** What a worker holds besides certificates, when the key under it was lost. */
jest.setTimeout(120_000);

const at = officeAtWork({ scheme: 'NVQSL' });
let days = 2;

const read = () => at.service.instance.store.read;
const holder = (): Promise<Holder> =>
  holderOf(at, at.office, { day: `2026-02-${String(days++).padStart(2, '0')}`, seed: 900 + days });
const keyNow = async (): Promise<string> =>
  (await at.service.instance.keys.signer(at.office.body.did ?? '', 'issuer', at.clock.now())).id;
const kinds = ({ honest }: CompromisePlan): string[] =>
  honest.map(({ kind }) => (kind.includes('certificate') ? 'certificate' : kind));
const keyUnder = async (subjectId: string): Promise<unknown> => {
  const { proof } = await at.credentialOf(subjectId);
  return isObject(proof) ? proof['verificationMethod'] : null;
};
const passportOf = async (personId: string) =>
  (await read().passports.find({ personId })).filter(({ state }) => state === 'active');

describe('a lost issuing key', () => {
  it('experience and passport are issued anew after the certificate, with what is in force now', async () => {
    const owner = await holder();
    const { id: passportId } = await issuedPassport(at, owner);
    const lost = await keyNow();
    const plan = await planCompromise(at.service, lost, at.clock.now());
    expect([kinds(plan), plan.left]).toEqual([['certificate', 'confirmed-experience', 'passport'], []]);
    const done = await carryOutCompromise(at.service, plan, two);
    expect([done.refused, done.replaced.map(({ from }) => from)]).toEqual([
      [],
      plan.honest.map(({ number }) => number),
    ]);
    for (const id of [owner.certificateId, owner.experienceId, passportId])
      expect(await at.verdictOf(id)).toBe('revoked');
    const held = await passportOf(owner.personId);
    const successorId = (await read().certificates.get(owner.certificateId))?.replacedById;
    const [copyId = ''] = held.flatMap(({ experienceIds }) => experienceIds);
    expect(held.map(({ certificateIds }) => certificateIds)).toEqual([[successorId]]);
    const was = await read().experience.get(owner.experienceId);
    expect(was?.state).toBe('withdrawn');
    expect(await read().experience.get(copyId)).toMatchObject({
      state: 'confirmed',
      confirmations: was?.confirmations,
    });
    for (const id of [successorId ?? '', copyId, ...held.map((each) => each.id)]) {
      expect(await at.verdictOf(id)).toBe('genuine-and-current');
      expect(await keyUnder(id)).toBe(done.made.id);
    }
    expect((await planCompromise(at.service, lost, at.clock.now())).honest).toEqual([]);
    expect(await at.findings()).toEqual([]);
  });

  it('takes along a passport under a good key that holds something of the lost one, and leaves a blocked one', async () => {
    const [owner, other] = [await holder(), await holder()];
    const { id: blockedId } = await issuedPassport(at, other);
    await changePassportStatus(
      { passportId: blockedId, event: 'report-lost', actorId: other.personId },
      at.service.issuance,
    );
    const lost = await keyNow();
    await rotateKey(at.service, { controller: at.office.body.did ?? '', role: 'issuer', leadDays: 1, overlapDays: 7 });
    at.clock.set(new Date(at.clock.now().getTime() + 9 * 86_400_000).toISOString());
    days += 9;
    const { id: passportId } = await issuedPassport(at, owner);
    expect(await keyUnder(passportId)).not.toBe(lost);
    const plan = await planCompromise(at.service, lost, at.clock.now());
    expect(plan.honest.map(({ subjectId }) => subjectId)).toContain(passportId);
    expect(plan.signedSince.map(({ subjectId }) => subjectId)).not.toContain(passportId);
    expect(plan.left.find(({ subjectId }) => subjectId === blockedId)?.why).toBe('not in force (blocked)');
    expect((await carryOutCompromise(at.service, plan, two)).refused).toEqual([]);
    expect((await read().passports.get(passportId))?.state).toBe('reissued');
    expect(await at.verdictOf(passportId)).toBe('revoked');
    const [passport] = await passportOf(owner.personId);
    expect(await at.verdictOf(passport?.id ?? '')).toBe('genuine-and-current');
    expect(await at.findings()).toEqual([]);
  });

  it('a token under it is made anew when its holder asks, where the certificate itself is under a good key', async () => {
    const { issuance } = at.service;
    const { certificateId } = await holder();
    const format = issuance.furtherForms.find(({ id }) => id === 'dc+sd-jwt');
    const credentialId = (await read().certificates.get(certificateId))?.credentialId ?? '';
    if (format === undefined) throw new Error('no such form');
    const good = await keyNow();
    await rotateKey(at.service, { controller: at.office.body.did ?? '', role: 'issuer', leadDays: 1, overlapDays: 7 });
    at.clock.set(new Date(at.clock.now().getTime() + 9 * 86_400_000).toISOString());
    days += 9;
    const before = await furtherForm(credentialId, format, issuance);
    const lost = await keyNow();
    expect(lost).not.toBe(good);
    const plan = await planCompromise(at.service, lost, at.clock.now());
    expect([plan.furtherForms, plan.honest]).toEqual([1, []]);
    const { made } = await carryOutCompromise(at.service, plan, two);
    expect((await at.verify(before.json)).verdict).toBe('revoked');
    expect(await at.verdictOf(certificateId)).toBe('genuine-and-current');
    const after = await furtherForm(credentialId, format, issuance);
    expect([after.id, methodOfForm(after)]).toEqual([before.id, made.id]);
    expect((await at.verify(after.json)).verdict).toBe('genuine-and-current');
    expect((await furtherForm(credentialId, format, issuance)).json).toBe(after.json);
    expect(await at.findings()).toEqual([]);
  });

  it.each(['confirmed-experience', 'passport'])('cut short at the %s it ends with one successor', async (kind) => {
    const owner = await holder();
    await issuedPassport(at, owner);
    const lost = await keyNow();
    const plan = await planCompromise(at.service, lost, at.clock.now());
    const upTo = plan.honest.findIndex((thing) => thing.kind === kind);
    await carryOutCompromise(at.service, { ...plan, honest: plan.honest.slice(0, upTo) }, two);
    at.test.failAt('c6');
    const cut = { ...plan, honest: plan.honest.slice(upTo) };
    await expect(carryOutCompromise(at.service, cut, two)).rejects.toThrow('c6');
    at.test.failAt(null);
    const rest = await planCompromise(at.service, lost, at.clock.now());
    expect(rest.honest.map((thing) => thing.kind)).toContain(kind);
    expect((await carryOutCompromise(at.service, rest, two)).refused).toEqual([]);
    expect(await passportOf(owner.personId)).toHaveLength(1);
    const experience = await read().experience.find({ personId: owner.personId });
    expect(experience.map(({ state }) => state).toSorted()).toEqual(['confirmed', 'withdrawn']);
    expect(await at.findings()).toEqual([]);
  });
});
