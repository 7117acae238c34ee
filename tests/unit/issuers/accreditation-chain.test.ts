import { describe, expect, it } from '@jest/globals';
import {
  judgeAccreditations,
  MAX_FETCHED,
  type ChainAnchor,
  type FetchedAccreditation,
} from '../../../src/issuers/index.js';

const authority = 'Framework authority';
const body = 'did:web:example.org:issuers:tesda';
const office = 'did:web:example.org:issuers:region-7';
const kandy = 'https://example.org/sites/kandy';
const mawanella = 'https://example.org/sites/mawanella';
const housekeeping = 'https://example.org/catalogue/housekeeping/r1';

const anchor: ChainAnchor = {
  id: 'https://example.org/trust-list',
  by: authority,
  bodies: [body],
  from: '2026-01-01',
  until: '2026-01-08',
};
const question = { issuerDid: body, qualification: housekeeping, place: kandy, date: '2026-06-15' };

const centre = (changes: Partial<FetchedAccreditation> = {}): FetchedAccreditation => ({
  id: 'https://example.org/accreditations/centre',
  by: body,
  for: kandy,
  qualifications: [housekeeping],
  from: '2026-01-01',
  until: '2026-12-31',
  authorizedBy: anchor.id,
  signature: 'intact',
  status: 'clear',
  withdrawnAt: null,
  voidFrom: null,
  ...changes,
});
const regional = (changes: Partial<FetchedAccreditation> = {}): FetchedAccreditation =>
  centre({ id: 'https://example.org/accreditations/region', for: office, qualifications: ['*'], ...changes });

const asked = (fetched: readonly FetchedAccreditation[], changes: Partial<typeof question> = {}) => {
  const { answer, chain, failing } = judgeAccreditations({ ...question, ...changes }, fetched, anchor);
  return [answer, failing && `${failing.by} -> ${failing.for}: ${failing.outcome}`, chain.map((link) => link.outcome)];
};
const direct = `${body} -> ${kandy}`;

describe('a chain of accreditations', () => {
  it('holds from the framework authority down to the place, and tells each link', () => {
    const { answer, chain, failing } = judgeAccreditations(question, [centre()], anchor);
    expect([answer, failing]).toEqual(['holds', null]);
    expect(chain).toEqual([
      { by: authority, for: body, from: '2026-01-01', until: '2026-01-08', outcome: 'holds' },
      { by: body, for: kandy, from: '2026-01-01', until: '2026-12-31', outcome: 'holds' },
    ]);
  });

  it('holds over a body in between, and names that body’s link when it is the one that ended', () => {
    const leaf = centre({ by: office, authorizedBy: regional().id });
    const through = { issuerDid: office };
    expect(asked([leaf, regional()], through)).toEqual(['holds', null, ['holds', 'holds', 'holds']]);
    expect(asked([leaf, regional({ until: '2026-06-14' })], through)).toEqual([
      'fails',
      `${body} -> ${office}: expired`,
      ['holds', 'expired', 'holds'],
    ]);
  });

  it.each([
    ['the last day', '2026-12-31', 'holds'],
    ['the first day', '2026-01-01', 'holds'],
    ['the day after the end', '2027-01-01', 'expired'],
    ['the day before the start', '2025-12-31', 'not-yet'],
  ])('counts days at both ends: %s', (_name, date, outcome) => {
    expect(asked([centre()], { date })).toEqual([
      outcome === 'holds' ? 'holds' : 'fails',
      outcome === 'holds' ? null : `${direct}: ${outcome}`,
      ['holds', outcome],
    ]);
  });

  it('fails for what was done since a revocation counts, or after it, and holds for what came before', () => {
    const revoked = { status: 'revoked', withdrawnAt: '2026-08-01T09:00:00Z' } as const;
    const retroactive = { ...revoked, voidFrom: '2026-06-15' };
    expect(asked([centre(retroactive)])).toEqual(['fails', `${direct}: void`, ['holds', 'void']]);
    expect(asked([centre(retroactive)], { date: '2026-06-14' })[0]).toBe('holds');
    expect(asked([centre(revoked)])[0]).toBe('holds');
    expect(asked([centre(revoked)], { date: '2026-08-02' })[1]).toBe(`${direct}: withdrawn`);
  });

  it('does not lead to another place or another qualification', () => {
    expect(asked([centre()], { place: mawanella })).toEqual([
      'unknown',
      `${body} -> ${mawanella}: missing`,
      ['holds', 'missing'],
    ]);
    expect(asked([centre({ qualifications: [`${housekeeping}-other`] })])[1]).toBe(`${direct}: other-qualification`);
  });

  it('names a link whose signature does not fit, and leaves open one whose signature could not be checked', () => {
    expect(asked([centre({ signature: 'altered' })])).toEqual(['fails', `${direct}: altered`, ['holds', 'altered']]);
    expect(asked([centre({ signature: 'unknown' })])[0]).toBe('unknown');
    expect(asked([centre({ status: 'unknown' })])[0]).toBe('unknown');
    expect(asked([centre({ status: 'revoked' })])[0]).toBe('unknown');
  });

  it('is unknown, never forged, where a link is missing or the authority does not name the body', () => {
    const leaf = centre({ by: office, authorizedBy: regional().id });
    expect(asked([leaf], { issuerDid: office })).toEqual(['unknown', ` -> ${office}: missing`, ['missing', 'holds']]);
    expect(asked([])[0]).toBe('unknown');
    expect(asked([centre({ by: office })], { issuerDid: office })[1]).toBe(`${authority} -> ${office}: missing`);
    // A link to somebody else's accreditation leads nowhere.
    expect(asked([leaf, regional({ for: mawanella })], { issuerDid: office })[0]).toBe('unknown');
  });

  it('ends in a circle and in a chain that is too long', () => {
    const round = centre({ id: 'urn:a', by: body, for: kandy, authorizedBy: 'urn:b' });
    const back = centre({ id: 'urn:b', by: body, for: body, qualifications: ['*'], authorizedBy: 'urn:b' });
    expect(asked([round, back])[1]).toBe(`${body} -> ${body}: cycle`);
    const steps = Array.from({ length: 9 }, (_, n) =>
      centre({
        id: `urn:${n}`,
        by: `did:x:${n + 1}`,
        for: n === 0 ? kandy : `did:x:${n}`,
        authorizedBy: `urn:${n + 1}`,
      }),
    );
    const [answer, failing, outcomes] = asked(steps, { issuerDid: 'did:x:1' });
    expect([answer, failing]).toEqual(['unknown', 'did:x:4 -> did:x:3: too-deep']);
    expect(outcomes).toEqual(['too-deep', 'holds', 'holds', 'holds']);
  });

  it('takes the best of several, and looks at a bounded number', () => {
    const ended = centre({ id: 'urn:old', until: '2026-03-01' });
    expect(asked([ended, centre()])[0]).toBe('holds');
    const many = Array.from({ length: MAX_FETCHED }, (_, n) => ({ ...ended, id: `urn:${n}` }));
    expect(asked([...many, centre()])[0]).toBe('fails');
  });
});
