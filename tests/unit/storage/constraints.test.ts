import { expect, it } from '@jest/globals';
import type { Stored } from '../../../src/shared/index.js';
import { describeOnEachDatabase, storageOf } from '../../support/database.js';
import { anyRepository, samples, type RepositoryName } from './samples.js';

/** Each: the change that makes a second row differ in id only where the constraint looks, and one that is allowed. */
const cases: readonly [RepositoryName, string, object, object][] = [
  ['certificates', 'certificate_scheme_number_uq', {}, { scheme: 'NVQSL' }],
  ['credentials', 'signed_credential_credential_form_uq', {}, { form: 'vc+jwt' }],
  ['intents', 'issuance_intent_number_uq', { subjectId: 'other' }, { subjectId: 'other', number: 'second' }],
  ['intents', 'issuance_intent_subject_uq', { number: 'third' }, { number: 'third', state: 'voided' }],
  ['statusEntries', 'status_entry_list_index_uq', {}, { listSlug: 'tesda-2' }],
  ['statusLists', 'status_list_slug_purpose_uq', {}, { purpose: 'suspension' }],
  ['shortCodes', 'short_code_code_uq', {}, { code: 'other' }],
  ['applications', 'application_person_session_uq', {}, { state: 'withdrawn' }],
  ['records', 'assessment_record_reference_no_uq', {}, { referenceNo: 'other' }],
  ['records', 'assessment_record_reference_no_uq', {}, { state: 'voided' }],
  ['accreditations', 'accreditation_number_role_uq', {}, { role: 'lead-assessor' }],
  ['accreditations', 'accreditation_number_role_uq', {}, { state: 'superseded' }],
  ['passports', 'skills_passport_scheme_number_uq', {}, { number: null }],
];

describeOnEachDatabase('unique constraints', (newDatabase) => {
  const opened = storageOf(newDatabase, { anew: true });

  it('hold, say so plainly, and go no further than meant', async () => {
    for (const [position, [name, constraint, change, allowed]] of cases.entries()) {
      const repository = anyRepository(opened.store, name);
      const first = samples[name][0] as Stored;
      await repository.insert({ ...first, id: `${position}-1` }).catch(() => undefined);
      await expect(repository.insert({ ...first, ...change, id: `${position}-2` })).rejects.toMatchObject({
        code: 'conflict',
        status: 409,
        title: 'This exists already.',
        cause: constraint,
      });
      await repository.insert({ ...first, ...allowed, id: `${position}-3` });
    }
  });

  it('a voided intent makes room for a new one', async () => {
    const [intent] = samples.intents;
    if (!intent) throw new Error('no sample');
    await opened.store.intents.insert(intent);
    await opened.store.intents.update({ ...intent, state: 'voided' });
    await opened.store.intents.insert({ ...intent, id: 'intent-9', number: 'next' });
  });

  it('two at the same moment: exactly one wins, and its number is never given again, not even when it is voided', async () => {
    const [intent] = samples.intents;
    if (!intent) throw new Error('no sample');
    const of = (id: string) => ({ ...intent, id, subjectId: `subject-${id}`, number: '26130000000072' });
    const tries = Array.from({ length: 8 }, (_, index) => opened.store.intents.insert(of(`race-${index}`)));
    const results = await Promise.allSettled(tries);
    const [won, ...more] = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    if (!won) throw new Error('nobody won');
    expect(more).toEqual([]);
    expect(await opened.store.intents.count({ number: won.number })).toBe(1);
    await opened.store.intents.update({ ...won, state: 'voided' });
    await expect(opened.store.intents.insert(of('later'))).rejects.toMatchObject({
      cause: 'issuance_intent_number_uq',
    });
  });
});
