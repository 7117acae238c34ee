import { describe, expect, it } from '@jest/globals';
import {
  answerAuthority,
  buildTrustList,
  trustedKey,
  type AuthorityAnswer,
  type AuthorityQuestion,
  type AwardScope,
  type TrustedKey,
  type TrustList,
} from '../../../src/issuers/index.js';
import { centre, domesticWork, domesticWorkOld, key, sources, tesda } from './register.js';

const scope = (changes: Partial<AwardScope> = {}): AwardScope => ({
  qualification: domesticWork,
  place: centre,
  from: '2025-01-01',
  until: '2026-12-31',
  withdrawnAt: null,
  voidFrom: null,
  ...changes,
});
function listWith(...scopes: AwardScope[]): TrustList {
  const list = buildTrustList(sources());
  return { ...list, issuers: list.issuers.map((issuer) => ({ ...issuer, scopes })) };
}
const question = (changes: Partial<AuthorityQuestion> = {}): AuthorityQuestion => ({
  issuerDid: tesda,
  qualification: domesticWork,
  place: centre,
  date: '2026-05-05',
  ...changes,
});
/** 'yes', 'yes, withdrawn <day>', 'no: <part>' or 'unknown-issuer'. */
function told(answer: AuthorityAnswer): string {
  if (answer.kind === 'unknown-issuer') return answer.kind;
  if (answer.kind === 'not-authorised') return `no: ${answer.failing}`;
  return answer.withdrawnAt === null ? 'yes' : `yes, withdrawn ${answer.withdrawnAt}`;
}
const ask = (scopes: AwardScope[], changes: Partial<AuthorityQuestion> = {}): string =>
  told(answerAuthority(listWith(...scopes), question(changes)));

describe('the authority tuple', () => {
  it('says yes when every part agrees', () => {
    expect(ask([scope()])).toBe('yes');
  });

  it.each<[string, Partial<AuthorityQuestion>, string]>([
    [
      'another qualification',
      { qualification: 'https://passport.example/catalogue/tesda/cookery/tr-2' },
      'no: qualification',
    ],
    ['another revision', { qualification: domesticWorkOld }, 'no: qualification'],
    ['a longer IRI', { qualification: `${domesticWork}0` }, 'no: qualification'],
    ['an empty qualification', { qualification: '' }, 'no: qualification'],
    ['a branch', { place: 'https://passport.example/sites/site-branch' }, 'no: place'],
    ['no place', { place: '' }, 'no: place'],
    ['the day before', { date: '2024-12-31' }, 'no: date'],
    ['the first day', { date: '2025-01-01' }, 'yes'],
    ['the last day', { date: '2026-12-31' }, 'yes'],
    ['the day after', { date: '2027-01-01' }, 'no: date'],
    ['a date that is none', { date: 'soon' }, 'no: date'],
    ['an instant for a day', { date: '2026-05-05T10:00:00Z' }, 'no: date'],
    ['an unknown DID', { issuerDid: 'did:web:other.example' }, 'unknown-issuer'],
    ['a Cyrillic look-alike', { issuerDid: tesda.replace('e', 'е') }, 'unknown-issuer'],
    ['the DID in capitals', { issuerDid: tesda.toUpperCase() }, 'unknown-issuer'],
    ['the DID with a trailing dot', { issuerDid: `${tesda}.` }, 'unknown-issuer'],
    ['an empty DID', { issuerDid: '' }, 'unknown-issuer'],
  ])('answers for %s', (_name, changes, expected) => {
    expect(ask([scope()], changes)).toBe(expected);
  });

  it('names the first failing part when several fail', () => {
    expect(ask([scope()], { qualification: 'x', place: 'y', date: '1999-01-01' })).toBe('no: qualification');
    expect(ask([scope()], { place: 'y', date: '1999-01-01' })).toBe('no: place');
  });

  it('does not mix the qualification of one scope with the place of another', () => {
    const scopes = [scope({ place: 'https://a.example/1' }), scope({ qualification: 'https://a.example/q' })];
    expect(ask(scopes)).toBe('no: place');
  });

  it('does not mix the place of one scope with the dates of another', () => {
    const scopes = [scope({ until: '2025-12-31' }), scope({ place: 'https://a.example/1' })];
    expect(ask(scopes)).toBe('no: date');
  });

  it('keeps what was right on the day when the scope was withdrawn later', () => {
    const withdrawn = scope({ withdrawnAt: '2026-06-01' });
    expect(ask([withdrawn], { date: '2026-05-31' })).toBe('yes, withdrawn 2026-06-01');
    expect(ask([withdrawn], { date: '2026-06-01' })).toBe('yes, withdrawn 2026-06-01');
    expect(ask([withdrawn], { date: '2026-06-02' })).toBe('no: date');
  });

  it('counts nothing from voidFrom on, although the withdrawal came later', () => {
    const revoked = scope({ withdrawnAt: '2026-06-01', voidFrom: '2026-04-01' });
    expect(ask([revoked], { date: '2026-03-31' })).toBe('yes, withdrawn 2026-06-01');
    expect(ask([revoked], { date: '2026-04-01' })).toBe('no: void');
    expect(ask([revoked], { date: '2026-05-31' })).toBe('no: void');
    expect(ask([revoked], { date: '2026-06-02' })).toBe('no: date');
  });

  it('lets a sound scope stand beside a withdrawn or void one, in either order', () => {
    const sound = scope();
    const revoked = scope({ withdrawnAt: '2026-06-01', voidFrom: '2026-04-01' });
    expect(ask([revoked, sound])).toBe('yes');
    expect(ask([sound, revoked])).toBe('yes');
  });

  it('knows scopes without end, for any place, for any qualification and below an IRI', () => {
    expect(ask([scope({ until: null })], { date: '2099-01-01' })).toBe('yes');
    expect(ask([scope({ place: '*' })], { place: 'https://employer.example' })).toBe('yes');
    expect(ask([scope({ qualification: '*' })], { qualification: 'https://a.example/anything' })).toBe('yes');
    const below = scope({ qualification: 'https://passport.example/occupations/*' });
    expect(ask([below], { qualification: 'https://passport.example/occupations/9111' })).toBe('yes');
    expect(ask([below], { qualification: 'https://passport.example/occupationsX' })).toBe('no: qualification');
    expect(ask([below], { qualification: 'https://passport.example.evil.example/occupations/1' })).toBe(
      'no: qualification',
    );
  });

  it('takes * in the question as "this part is not asked"', () => {
    expect(ask([scope()], { qualification: '*', place: '*' })).toBe('yes');
    expect(ask([scope()], { qualification: '*', place: '*', date: '2030-01-01' })).toBe('no: date');
    expect(ask([], { qualification: '*', place: '*' })).toBe('no: qualification');
  });
});

describe('keys on the trust list', () => {
  const id = `${tesda}#key-2026-1`;
  const listOf = (changes: Partial<TrustedKey>): TrustList => buildTrustList(sources({ keys: [key(changes)] }));
  const kind = (list: TrustList, method = id, at?: string): string => trustedKey(list, method, at).kind;

  it('is trusted inside its window, both ends included', () => {
    const list = listOf({});
    expect(kind(list)).toBe('trusted');
    expect(kind(list, id, '2026-01-01T00:00:00Z')).toBe('trusted');
    expect(kind(list, id, '2026-12-31T23:59:59Z')).toBe('trusted');
    expect(kind(list, id, '2026-12-31T23:59:59+00:00')).toBe('trusted');
  });

  it('is outside its window one second before and after, and at no time that cannot be read', () => {
    const list = listOf({});
    expect(kind(list, id, '2025-12-31T23:59:59Z')).toBe('outside-window');
    expect(kind(list, id, '2027-01-01T00:00:00Z')).toBe('outside-window');
    expect(kind(list, id, 'never')).toBe('outside-window');
    expect(kind(listOf({ validUntil: null }), id, '2099-01-01T00:00:00Z')).toBe('trusted');
  });

  it('is revoked whatever date the signature claims', () => {
    const list = listOf({ revokedAt: '2026-06-01T00:00:00Z' });
    expect(kind(list, id, '2026-02-01T00:00:00Z')).toBe('revoked');
    expect(kind(list)).toBe('revoked');
  });

  it('tells an unknown key of a known issuer from an unknown issuer', () => {
    const list = listOf({});
    expect(kind(list, `${tesda}#key-2025-1`)).toBe('unknown-key');
    expect(kind(list, tesda)).toBe('unknown-key');
    expect(kind(list, 'did:web:other.example#key-2026-1')).toBe('unknown-issuer');
    expect(kind(list, `${tesda}:x#key-2026-1`)).toBe('unknown-issuer');
  });
});
