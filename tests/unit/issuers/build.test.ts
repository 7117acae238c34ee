import { describe, expect, it } from '@jest/globals';
import type { Accreditation } from '../../../src/assessment/index.js';
import { answerAuthority, buildTrustList, readTrustList, type AwardScope } from '../../../src/issuers/index.js';
import {
  accreditation,
  awardingBody,
  centre,
  domesticWork,
  domesticWorkOld,
  key,
  mission,
  missionPlace,
  missionSite,
  sources,
  tesda,
} from './register.js';

const scopesOf = (...accreditations: Accreditation[]): readonly AwardScope[] =>
  buildTrustList(sources({ accreditations })).issuers[0]?.scopes ?? [];

const above = 'did:web:passport.example:issuers:framework';

describe('building the trust list', () => {
  it('has one issuer per awarding body with a DID, named as the register names it', () => {
    const list = buildTrustList(sources());
    expect(list).toEqual({
      version: 7,
      operator: 'Example operator',
      issuedAt: '2026-11-22T09:00:00Z',
      nextUpdate: '2026-11-29T09:00:00Z',
      issuers: [
        {
          did: tesda,
          name: 'Technical Education and Skills Development Authority',
          shortName: 'TESDA',
          country: 'PH',
          scheme: 'TESDA',
          contact: 'registrar@tesda.example',
          keys: [
            {
              id: `${tesda}#key-2026-1`,
              publicKeyMultibase: 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
              role: 'issuer',
              validFrom: '2026-01-01T00:00:00Z',
              validUntil: '2026-12-31T23:59:59Z',
              revokedAt: null,
            },
          ],
          scopes: [
            {
              qualification: domesticWork,
              place: centre,
              from: '2025-01-01',
              until: '2026-12-31',
              withdrawnAt: null,
              voidFrom: null,
            },
          ],
          places: [{ id: centre, name: 'Manila hall', country: 'PH' }],
          qualifications: [{ id: domesticWork, title: 'Domestic Work NC II (tr-2)' }],
          statusLists: ['https://passport.example/status/tesda-1-revocation'],
        },
      ],
      dictionaries: [{ dictId: 1, sha256: 'a'.repeat(64) }],
    });
    expect(readTrustList(list)).toEqual(list);
  });

  it('an accreditation for a replaced revision covers its successor, not the other way round', () => {
    const held = (revision: string): string[] =>
      scopesOf(accreditation({ qualifications: [{ qualificationId: 'tesda:domestic-work', revision }] })).map(
        (scope) => scope.qualification,
      );
    expect(held('tr-1')).toEqual([domesticWorkOld, domesticWork]);
    expect(held('tr-2')).toEqual([domesticWork]);
  });

  it.each<[string, Partial<Accreditation>]>([
    ['only applied for', { state: 'applied' }],
    ['only evaluated', { state: 'evaluated' }],
    ['refused', { state: 'refused' }],
    ['an assessor', { subjectType: 'person', role: 'assessor', subjectId: 'person-1' }],
    ['a site in another role', { role: 'representative' }],
    ['a site not on file', { subjectId: 'site-nowhere' }],
    [
      'for a qualification of another scheme',
      { qualifications: [{ qualificationId: 'nvqsl:care', revision: 'ncs-1' }] },
    ],
    [
      'for a qualification not in the catalogue',
      { qualifications: [{ qualificationId: 'tesda:x', revision: 'tr-2' }] },
    ],
    ['ended before it began', { validFrom: '2027-01-01' }],
  ])('gives no scope to what is %s', (_name, changes) => {
    expect(scopesOf(accreditation(changes))).toEqual([]);
  });

  it('carries the day of suspension, revocation and its retroactive effect', () => {
    const stateChangedAt = '2026-06-01T10:30:00Z';
    expect(scopesOf(accreditation({ state: 'suspended', stateChangedAt }))[0]).toMatchObject({
      withdrawnAt: '2026-06-01',
      voidFrom: null,
    });
    expect(
      scopesOf(accreditation({ state: 'revoked', stateChangedAt, retroactiveFrom: '2026-04-01' }))[0],
    ).toMatchObject({ until: '2026-12-31', withdrawnAt: '2026-06-01', voidFrom: '2026-04-01' });
  });

  it('a suspension without a date never counts', () => {
    const accreditations = [accreditation({ state: 'suspended', stateChangedAt: null })];
    const list = buildTrustList(sources({ accreditations }));
    const question = { issuerDid: tesda, qualification: domesticWork, place: centre, date: '2025-01-01' };
    expect(answerAuthority(list, question)).toMatchObject({ kind: 'not-authorised', failing: 'void' });
  });

  it('a renewed accreditation just ends: nothing was withdrawn', () => {
    expect(scopesOf(accreditation({ state: 'superseded', stateChangedAt: '2026-06-01T10:30:00Z' }))[0]).toMatchObject({
      until: '2026-06-01',
      withdrawnAt: null,
    });
  });

  it('a mission gives scope at the mission and its sites, within its own days', () => {
    const granted = accreditation({ subjectType: 'mission', subjectId: 'mission-1', role: 'mission' });
    const days = { from: '2026-03-01', until: '2026-03-14', qualification: domesticWork };
    expect(scopesOf(granted)).toMatchObject([
      { place: missionPlace, ...days },
      { place: missionSite, ...days },
    ]);
    const [issuer] = buildTrustList(sources({ accreditations: [granted] })).issuers;
    expect(issuer?.places).toEqual([
      { id: missionPlace, name: 'Riyadh mission 2026', country: 'SA' },
      { id: missionSite, name: 'Riyadh villa', country: 'SA' },
    ]);
  });

  it('a mission accreditation is cut by the shorter of both periods and lost with a cancelled mission', () => {
    const granted = accreditation({
      subjectType: 'mission',
      subjectId: 'mission-1',
      role: 'mission',
      validFrom: '2026-03-05',
      validUntil: '2026-03-10',
    });
    expect(scopesOf(granted)[0]).toMatchObject({ from: '2026-03-05', until: '2026-03-10' });
    const missions = [{ ...mission, state: 'cancelled' as const }];
    expect(buildTrustList(sources({ accreditations: [granted], missions })).issuers[0]?.scopes).toEqual([]);
  });

  it('keeps issuing and status keys of the issuer, never root, audit or foreign keys', () => {
    const keys = [
      key(),
      key({ id: `${tesda}#status`, role: 'status' }),
      key({ id: `${tesda}#root`, role: 'root' }),
      key({ id: `${tesda}#audit`, role: 'audit' }),
      key({ id: 'did:web:other.example#key', controller: 'did:web:other.example' }),
    ];
    const [issuer] = buildTrustList(sources({ keys })).issuers;
    expect(issuer?.keys.map(({ id }) => id)).toEqual([`${tesda}#key-2026-1`, `${tesda}#status`]);
  });

  it('an accreditation counts for the awarding body that granted it', () => {
    const other = { ...awardingBody, id: 'org-other', did: 'did:web:other.example' };
    const accreditations = [accreditation({ grantedById: 'org-other' })];
    const keys = [key(), key({ id: 'did:web:other.example#key', controller: 'did:web:other.example' })];
    const list = buildTrustList(sources({ organizations: [awardingBody, other], accreditations, keys }));
    expect(list.issuers.map(({ did, scopes }) => [did, scopes.length])).toEqual([
      ['did:web:other.example', 1],
      [tesda, 0],
    ]);
    // Without a key here it is in the list of whoever holds its keys.
    const without = buildTrustList(sources({ organizations: [awardingBody, other], accreditations, keys: [key()] }));
    expect(without.issuers.map(({ did }) => did)).toEqual([tesda]);
  });

  it('lists a framework authority without any scope, and a body within what it was given', () => {
    const authority = {
      ...awardingBody,
      id: 'org-above',
      type: 'framework-authority',
      did: above,
      scheme: null,
    } as const;
    const keys = [key(), key({ id: `${above}#key`, controller: above })];
    const own = accreditation({});
    const over = accreditation({
      ...{ id: 'above', subjectType: 'organization', subjectId: awardingBody.id, role: 'awarding-body' },
      ...{ grantedById: 'org-above', validFrom: own.validFrom, validUntil: own.validUntil },
    });
    const scopesWith = (changes: object) => {
      const accreditations = [own, { ...over, ...changes }];
      const list = buildTrustList(sources({ organizations: [awardingBody, authority], accreditations, keys }));
      expect(list.issuers.find(({ did }) => did === above)?.scopes).toEqual([]);
      return list.issuers.find(({ did }) => did === tesda)?.scopes ?? [];
    };
    const [whole] = scopesWith({});
    expect([whole?.from, whole?.until]).toEqual([own.validFrom, own.validUntil]);
    const [shorter] = scopesWith({ validUntil: own.validFrom });
    expect(shorter?.until).toBe(own.validFrom);
    expect(scopesWith({ qualifications: [] })).toEqual([]);
    const revoked = { state: 'revoked', stateChangedAt: '2026-05-01T00:00:00Z', retroactiveFrom: '2026-04-01' };
    expect(scopesWith(revoked)).toMatchObject([{ withdrawnAt: '2026-05-01', voidFrom: '2026-04-01' }]);
  });

  it('lets no other authority give back what one took away, unless it accredits the body from a later day on', () => {
    const own = accreditation({});
    const over = accreditation({
      ...{ id: 'above', subjectType: 'organization', subjectId: awardingBody.id, role: 'awarding-body' },
      ...{ grantedById: 'org-above', validFrom: own.validFrom, validUntil: own.validUntil },
    });
    const gone = { state: 'revoked', stateChangedAt: '2026-05-01T00:00:00Z', retroactiveFrom: '2026-04-01' } as const;
    const scopesWith = (second: object) => {
      const accreditations = [own, { ...over, ...gone }, { ...over, id: 'second', ...second }];
      return buildTrustList(sources({ accreditations })).issuers[0]?.scopes ?? [];
    };
    const taken = { withdrawnAt: '2026-05-01', voidFrom: '2026-04-01' };
    expect(scopesWith({ grantedById: 'org-other' })).toMatchObject([taken, taken]);
    const later = { grantedById: 'org-other', validFrom: '2026-05-02' };
    expect(scopesWith(later)).toMatchObject([taken, { from: '2026-05-02', withdrawnAt: null, voidFrom: null }]);
    // Its own word about the same body.
    expect(scopesWith({})).toMatchObject([taken, { withdrawnAt: null }]);
  });

  it('grants general scopes from the first key on and refuses one for everything', () => {
    const generalScopes = ['https://passport.example/occupations/*'];
    const keys = [key(), key({ id: `${tesda}#old`, validFrom: '2024-02-03T00:00:00Z' })];
    const [issuer] = buildTrustList(sources({ generalScopes, keys, accreditations: [] })).issuers;
    expect(issuer?.scopes).toEqual([
      {
        qualification: generalScopes[0],
        place: '*',
        from: '2024-02-03',
        until: null,
        withdrawnAt: null,
        voidFrom: null,
      },
    ]);
    expect(() => buildTrustList(sources({ generalScopes: ['*'] }))).toThrow(RangeError);
  });
});
