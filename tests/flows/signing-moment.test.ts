import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { releaseCertificates, resume, type IssuanceDeps } from '../../src/issuance/index.js';
import { administer } from '../support/database.js';
import {
  approve,
  findings,
  officers,
  openOffice,
  openTestService,
  verdictOf,
  type TestService,
} from '../support/service.js';

/** Promises P2 and P3 at the moment they are about: between the linted text and the signature. */
describe('in the moment of signing', () => {
  let test: TestService;
  let ids: string[];
  const sql = (statement: string): Promise<void> => administer(test.databaseUrl ?? '', statement);
  const signedOf = (subjectId: string): Promise<number> =>
    test.service.instance.store.read.credentials.count({ subjectId });
  /** The office's own key only: rehearsals are signed with throwaway keys. */
  const watching = (seen: (id: string) => void, change: object = {}): IssuanceDeps => ({
    ...test.service.issuance,
    forms: test.service.issuance.forms.map((form) => ({
      ...form,
      sign: (document, options) => {
        if (!options.signer.id.startsWith('did:web:')) return form.sign(document, options);
        seen(form.id);
        return form.sign({ ...document, ...change }, options);
      },
    })),
  });

  beforeAll(async () => {
    test = await openTestService('postgresql');
    const office = await openOffice(test.service);
    ids = await approve(test, office, { day: '2026-02-02', count: 2, seed: 77 });
    expect(ids).toHaveLength(2);
  }, 60_000);
  afterAll(() => test.close());

  it('a signature over other content than was linted is thrown away, and the honest one follows', async () => {
    const [id = ''] = ids;
    const used: string[] = [];
    const dishonest = watching((form) => used.push(form), { name: 'Another title' });
    await expect(releaseCertificates([id], officers.release, dishonest)).rejects.toMatchObject({
      code: 'issuance-stopped',
      title: 'The signed content differs from the linted content.',
    });
    expect(used).toHaveLength(1);
    expect(await signedOf(id)).toBe(0);
    expect((await resume(test.service.issuance)).failed).toEqual([]);
    expect(await verdictOf(test.service, id)).toBe('genuine-and-current');
    expect(await findings(test.service)).toEqual([]);
  }, 60_000);

  it.each(['issuance.intended', 'issuance.will-sign'])(
    'no key is used while the audit trail cannot take %s',
    async (action) => {
      const id = ids[1] ?? '';
      const used: string[] = [];
      await sql(`CREATE FUNCTION no_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no room''; END';
        CREATE TRIGGER no_row BEFORE INSERT ON audit_row FOR EACH ROW WHEN (NEW.action = '${action}') EXECUTE FUNCTION no_row()`);
      try {
        const run = releaseCertificates(
          [id],
          officers.release,
          watching((form) => used.push(form)),
        );
        await expect(run).rejects.toMatchObject({ code: expect.any(String) });
      } finally {
        await sql('DROP TRIGGER no_row ON audit_row; DROP FUNCTION no_row()');
      }
      expect(used).toEqual([]);
      expect(await signedOf(id)).toBe(0);
    },
    60_000,
  );

  it('and what waited for the audit trail is signed once it takes rows again', async () => {
    const id = ids[1] ?? '';
    const used: string[] = [];
    expect((await resume(watching((form) => used.push(form)))).failed).toEqual([]);
    // What comes after these are the status lists.
    expect(used.slice(0, 2)).toEqual(test.service.issuance.forms.map((form) => form.id));
    expect(await verdictOf(test.service, id)).toBe('genuine-and-current');
    expect(await findings(test.service)).toEqual([]);
  }, 60_000);
});
