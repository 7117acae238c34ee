import { describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import { decodeList } from '@digitalbazaar/vc-bitstring-status-list';
import {
  allotIndex,
  bitsOf,
  buildStatusEntries,
  buildStatusListCredential,
  checkStatusEntry,
  emptyBits,
  encodeList,
  lookUpStatus,
  MINIMUM_SLOTS,
  openStatusList,
  readStatusEntries,
  readStatusEntry,
  streamGunzip,
  valueAt,
  withBit,
  zlibGunzip,
  type StatusCheck,
  type StatusEntry,
} from '../../../src/credentials/status/index.js';
import { createDocumentLoader } from '../../../src/credentials/contexts/index.js';
import { ServiceError, seededIds, type JsonObject } from '../../../src/shared/index.js';

const now = new Date('2026-11-22T09:00:00Z');
const url = 'https://passport.example/status/tesda-1-revocation';
const list = (changes: Partial<Parameters<typeof buildStatusListCredential>[0]> = {}): JsonObject =>
  buildStatusListCredential({
    id: url,
    issuer: 'did:web:passport.example:issuers:tesda',
    purpose: 'revocation',
    bits: bitsOf([7, 131_071]),
    version: 3,
    validFrom: now,
    ...changes,
  });
const entry = (changes: Partial<StatusEntry> = {}): StatusEntry => ({
  type: 'BitstringStatusListEntry',
  purpose: 'revocation',
  index: 7,
  listUrl: url,
  statusSize: 1,
  messages: [],
  ...changes,
});
const check = (changes: Partial<StatusEntry>, credential: JsonObject = list(), at = now): Promise<StatusCheck> =>
  checkStatusEntry(entry(changes), credential, zlibGunzip, at);

describe('the bits', () => {
  it('index 0 is the leftmost bit of the first byte', () => {
    expect(bitsOf([0])[0]).toBe(0b1000_0000);
    expect(bitsOf([7])[0]).toBe(0b0000_0001);
    expect(bitsOf([8])[1]).toBe(0b1000_0000);
  });

  it('sets and clears one bit in a copy', () => {
    const before = emptyBits();
    const after = withBit(before, 9, true);
    expect([valueAt(before, 9), valueAt(after, 9), valueAt(after, 8), valueAt(after, 10)]).toEqual([0, 1, 0, 0]);
    expect(withBit(after, 9, false)).toEqual(before);
  });

  it('has at least 131,072 slots and at most 1 MiB', () => {
    expect(emptyBits().length).toBe(16_384);
    expect(() => emptyBits(131_064)).toThrow(RangeError);
    expect(() => emptyBits(8 * 1_048_576 + 8)).toThrow(RangeError);
    expect(() => emptyBits(131_073)).toThrow(RangeError);
    expect(() => withBit(emptyBits(), 131_072, true)).toThrow(RangeError);
    expect(() => bitsOf([-1])).toThrow(RangeError);
  });

  it('reads entries wider than one bit, also across bytes', () => {
    const bits = Uint8Array.from([0b10_01_11_00, 0b111_000_10, 0b1_0000000]);
    expect([0, 1, 2, 3].map((index) => valueAt(bits, index, 2))).toEqual([2, 1, 3, 0]);
    expect(valueAt(bits, 2, 3)).toBe(0b001);
    expect(valueAt(bits, 5, 3)).toBe(0b010);
    expect(valueAt(bits, 8, 3)).toBeNull();
  });

  it('reads 1,000 random lists back exactly', () => {
    const ids = seededIds(20_260_721);
    const indexes = new Set(Array.from({ length: 1_000 }, () => ids.integer(MINIMUM_SLOTS)));
    const bits = bitsOf(indexes);
    for (let index = 0; index < MINIMUM_SLOTS; index++) {
      if (valueAt(bits, index) !== (indexes.has(index) ? 1 : 0)) throw new Error(`bit ${index} differs`);
    }
  });
});

describe('building a list', () => {
  it('is an unsigned VCDM 2.0 credential with a string issuer, at most a day valid', () => {
    const credential = list();
    expect(credential).toMatchObject({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id: url,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: 'did:web:passport.example:issuers:tesda',
      validFrom: '2026-11-22T09:00:00Z',
      validUntil: '2026-11-23T09:00:00Z',
      credentialSubject: {
        id: `${url}#list-v3`,
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        ttl: 900_000,
      },
    });
    expect(() => list({ validForHours: 25 })).toThrow(RangeError);
    expect(() => list({ validForHours: 0 })).toThrow(RangeError);
  });

  it('encodes so that an independent implementation reads the same bits', async () => {
    const encoded = encodeList(bitsOf([5, 4_000]));
    expect(encoded).toMatch(/^uH4sI/);
    const theirs = await decodeList({ encodedList: encoded });
    expect([5, 6, 4_000, 131_071].map((index) => theirs.getStatus(index))).toEqual([true, false, true, false]);
  });

  it('tells since when a bit is set, only beside a set bit and never in the message list', async () => {
    const changedOn = new Map([[7, '2026-06-02T08:00:00Z']]);
    const credential = list({ bits: bitsOf([7]), changedOn });
    expect(credential['credentialSubject']).toMatchObject({ changed: { '7': '2026-06-02' } });
    expect(await check({ index: 7 }, credential)).toMatchObject({ kind: 'set', changedOn: '2026-06-02' });
    expect(await check({ index: 7 }, list({ bits: bitsOf([7]) }))).toMatchObject({ kind: 'set', changedOn: null });
    expect(() => list({ bits: bitsOf([8]), changedOn })).toThrow(RangeError);
    expect(() => list({ purpose: 'message', bits: bitsOf([7]), changedOn })).toThrow(RangeError);
    expect(
      JSON.stringify(await jsonld.expand(credential, { documentLoader: createDocumentLoader(), safe: true })),
    ).toContain('#changed');
  });

  it('puts successors into the message list only, each beside a set bit', () => {
    const successors = new Map([[7, { successor: 'urn:uuid:1', numberEnding: '0042', on: '2026-11-21' }]]);
    expect(() => list({ successors })).toThrow(RangeError);
    expect(() => list({ purpose: 'message', bits: emptyBits(), successors })).toThrow(RangeError);
    expect(list({ purpose: 'message', successors: new Map() })['@context']).toHaveLength(1);
  });

  it('expands as JSON-LD in safe mode, the successors included', async () => {
    const successors = new Map([[7, { successor: 'urn:uuid:1', numberEnding: '0042', on: '2026-11-21T10:00:00Z' }]]);
    const credential = list({ purpose: 'message', successors });
    const documentLoader = createDocumentLoader();
    const expanded = JSON.stringify(await jsonld.expand(credential, { documentLoader, safe: true }));
    expect(expanded).toContain('urn:skills-passport:status-list:v1#successors');
    expect(expanded).toContain('"numberEnding":"0042","on":"2026-11-21"');
  });
});

describe('looking up', () => {
  it('tells clear from set', async () => {
    expect(await check({ index: 8 })).toEqual({
      kind: 'clear',
      facts: {
        listUrl: url,
        publishedAt: '2026-11-22T09:00:00Z',
        validUntil: '2026-11-23T09:00:00Z',
        listVersion: 3,
      },
    });
    expect(await check({ index: 7 })).toMatchObject({ kind: 'set', value: 1, message: null, successor: null });
    expect(await check({ index: 131_071 })).toMatchObject({ kind: 'set' });
  });

  it('gives the same answers with the platform stream', async () => {
    const opened = await openStatusList(list(), streamGunzip);
    if (opened === null) throw new Error('not opened');
    expect(lookUpStatus(opened, entry({ index: 7 }), now).kind).toBe('set');
    expect(lookUpStatus(opened, entry({ index: 6 }), now).kind).toBe('clear');
  });

  it('answers RANGE_ERROR beyond the end', async () => {
    expect(await check({ index: 131_072 })).toEqual({ kind: 'out-of-range', code: 'RANGE_ERROR' });
  });

  it.each([
    ['purpose', { purpose: 'suspension' }],
    ['list-id', { listUrl: `${url}-other` }],
    ['type', { type: 'StatusList2021Entry' }],
  ] as const)('answers mismatch when the %s differs', async (what, changes) => {
    expect(await check(changes)).toEqual({ kind: 'mismatch', code: 'STATUS_VERIFICATION_ERROR', what });
  });

  it('is stale one second after validUntil, not at it, and still tells what it saw', async () => {
    const end = new Date('2026-11-23T09:00:00Z');
    expect((await check({ index: 8 }, list(), end)).kind).toBe('clear');
    const late = new Date('2026-11-23T09:00:01Z');
    expect(await check({ index: 8 }, list(), late)).toMatchObject({ kind: 'stale', value: 0 });
    expect(await check({ index: 7 }, list(), late)).toMatchObject({ kind: 'stale', value: 1 });
  });

  it('does not believe a list from the future, clock difference of five minutes apart', async () => {
    expect((await check({}, list(), new Date('2026-11-22T08:55:00Z'))).kind).toBe('set');
    expect((await check({}, list(), new Date('2026-11-22T08:54:59Z'))).kind).toBe('not-yet-valid');
  });

  it('refuses a list shorter than 131,072 bits', async () => {
    const credential = withSubject({ encodedList: encodeList(new Uint8Array(16_383)) });
    expect(await check({}, credential)).toEqual({ kind: 'too-short', code: 'STATUS_LIST_LENGTH_ERROR' });
  });

  it.each<[string, JsonObject]>([
    ['no multibase prefix', withSubject({ encodedList: encodeList(emptyBits()).slice(1) })],
    ['another multibase', withSubject({ encodedList: `z${encodeList(emptyBits()).slice(1)}` })],
    ['not gzip', withSubject({ encodedList: 'uAAAA' })],
    ['padding', withSubject({ encodedList: `${encodeList(emptyBits())}=` })],
    ['truncated gzip', withSubject({ encodedList: encodeList(emptyBits()).slice(0, -8) })],
    ['encodedList not text', withSubject({ encodedList: 5 })],
    ['another subject type', withSubject({ type: 'StatusList2021' })],
    ['purpose missing', withSubject({ statusPurpose: undefined })],
    ['another credential type', { ...list(), type: ['VerifiableCredential'] }],
    ['subject an array', { ...list(), credentialSubject: [] }],
    ['validUntil not a date', { ...list(), validUntil: '2026-02-31T00:00:00Z' }],
    ['validUntil without time', { ...list(), validUntil: '2026-12-31' }],
    ['id not text', { ...list(), id: 4 }],
  ])('is unreadable: %s', async (_name, credential) => {
    for (const gunzip of [zlibGunzip, streamGunzip]) {
      const answer = await checkStatusEntry(entry(), credential, gunzip, now);
      expect(answer).toEqual({ kind: 'unreadable', code: 'MALFORMED_VALUE_ERROR' });
    }
  });

  it('gives a replaced credential its successor and the text of the value', async () => {
    const successor = {
      successor: 'urn:uuid:0b0f6b1e-1c3c-4b62-9d0b-0d6d3c1f0001',
      numberEnding: '0042',
      on: '2026-11-21',
    };
    const credential = list({ purpose: 'message', successors: new Map([[7, successor]]) });
    const messages = [
      { value: 0, message: 'in force' },
      { value: 1, message: 'replaced' },
    ];
    expect(await check({ purpose: 'message', messages }, credential)).toMatchObject({
      kind: 'set',
      value: 1,
      message: 'replaced',
      successor,
    });
    expect(await check({ purpose: 'message', index: 131_071 }, credential)).toMatchObject({ successor: null });
    expect((await check({ purpose: 'message', index: 9 }, credential)).kind).toBe('clear');
  });

  it.each<[string, unknown]>([
    ['a script address', { successor: 'not a url', numberEnding: '0042', on: '2026-11-21' }],
    ['a long ending', { successor: 'urn:uuid:1', numberEnding: '<b>0042</b>', on: '2026-11-21' }],
    ['a bad day', { successor: 'urn:uuid:1', numberEnding: '0042', on: 'yesterday' }],
    ['text', 'urn:uuid:1'],
  ])('ignores a successor that is %s', async (_name, bad) => {
    const credential = withSubject({ statusPurpose: 'message', successors: { '7': bad as JsonObject } });
    expect(await check({ purpose: 'message' }, credential)).toMatchObject({ kind: 'set', successor: null });
  });

  it('reads StatusList2021, base64 with padding included', async () => {
    const armoured = encodeList(bitsOf([7])).slice(1);
    for (const encodedList of [armoured, Buffer.from(armoured, 'base64url').toString('base64')]) {
      const credential: JsonObject = {
        id: url,
        type: ['VerifiableCredential', 'StatusList2021Credential'],
        issuer: { id: 'did:example:old' },
        issuanceDate: '2026-11-20T00:00:00Z',
        credentialSubject: { type: 'StatusList2021', statusPurpose: 'revocation', encodedList },
      };
      const answer = await check({ type: 'StatusList2021Entry' }, credential);
      expect(answer).toMatchObject({
        kind: 'set',
        facts: {
          publishedAt: '2026-11-20T00:00:00Z',
          validUntil: null,
          listVersion: null,
        },
      });
    }
  });

  it('looks up two-bit entries with their messages', async () => {
    const bits = emptyBits(262_144);
    bits[0] = 0b0010_0000;
    const messages = ['pending', 'accepted', 'rejected', 'undefined'].map((message, value) => ({ value, message }));
    const wide = entry({ purpose: 'message', index: 1, statusSize: 2, messages });
    const answer = await checkStatusEntry(wide, list({ purpose: 'message', bits }), zlibGunzip, now);
    expect(answer).toMatchObject({ kind: 'set', value: 2, message: 'rejected' });
    const outside = { ...wide, index: 131_072 };
    expect((await checkStatusEntry(outside, list({ purpose: 'message', bits }), zlibGunzip, now)).kind).toBe(
      'out-of-range',
    );
  });
});

function withSubject(changes: Record<string, JsonObject[string]>): JsonObject {
  const credential = list();
  return { ...credential, credentialSubject: { ...(credential.credentialSubject as JsonObject), ...changes } };
}

describe('reading entries', () => {
  const facts = { revocationListUrl: `${url}-r`, suspensionListUrl: `${url}-s`, messageListUrl: `${url}-m`, index: 42 };

  it('reads back what we put into our own credentials', () => {
    const readings = readStatusEntries({ credentialStatus: buildStatusEntries(facts) });
    expect(readings.map((reading) => reading.kind)).toEqual(['entry', 'entry', 'entry']);
    expect(readings[2]).toEqual({
      kind: 'entry',
      entry: {
        type: 'BitstringStatusListEntry',
        purpose: 'message',
        index: 42,
        listUrl: `${url}-m`,
        statusSize: 1,
        messages: [
          { value: 0, message: 'in force' },
          { value: 1, message: 'replaced' },
        ],
      },
    });
  });

  it('reads one object as well as a list, and nothing from nothing', () => {
    expect(readStatusEntries({})).toEqual([]);
    expect(readStatusEntries({ credentialStatus: buildStatusEntries(facts)[0] })).toHaveLength(1);
  });

  const good = buildStatusEntries(facts)[0] as JsonObject;
  it.each<[string, JsonObject]>([
    ['type', { ...good, type: 7 }],
    ['statusListIndex', { ...good, statusListIndex: '-1' }],
    ['statusListIndex', { ...good, statusListIndex: '1e3' }],
    ['statusListIndex', { ...good, statusListIndex: '99999999999' }],
    ['statusListIndex', { ...good, statusListIndex: 7 }],
    ['statusListIndex', { ...good, statusListIndex: true }],
    ['statusListIndex', { ...good, type: 'StatusList2021Entry', statusListIndex: 1.5 }],
    ['statusPurpose', { ...good, statusPurpose: '' }],
    ['statusPurpose', { ...good, statusPurpose: ['revocation'] }],
    ['statusListCredential', { ...good, statusListCredential: 'status/1' }],
    ['statusListCredential', { ...good, statusListCredential: `https://a.example/${'a'.repeat(2_048)}` }],
    ['statusSize', { ...good, statusSize: 0 }],
    ['statusSize', { ...good, statusSize: 1.5 }],
    ['statusMessage', { ...good, statusSize: 2 }],
    ['statusMessage', { ...good, statusMessage: [{ status: '0x0', message: 'one only' }] }],
    ['statusMessage', { ...good, statusMessage: [message('0x0'), message('0x0')] }],
    ['statusMessage', { ...good, statusMessage: [message('0x0'), message('0x2')] }],
    ['statusMessage', { ...good, statusMessage: [message('0x0'), message('1')] }],
    ['statusMessage', { ...good, statusMessage: [message('0x0'), { status: '0x1', message: 'a'.repeat(513) }] }],
  ])('names the malformed member %s', (member, element) => {
    expect(readStatusEntry(element)).toEqual({ kind: 'malformed', member });
  });

  it('reads an index that is a number in the older kind of list alone', () => {
    const older = { ...good, type: 'StatusList2021Entry', statusListIndex: 7 };
    expect(readStatusEntry(older)).toMatchObject({ kind: 'entry', entry: { index: 7 } });
  });

  it('leaves what it does not know as unsupported, never as clear', () => {
    expect(readStatusEntry({ ...good, type: 'RevocationList2020Status' })).toEqual({
      kind: 'unsupported',
      type: 'RevocationList2020Status',
    });
    expect(readStatusEntry({ ...good, statusSize: 9 }).kind).toBe('unsupported');
    expect(readStatusEntry('text')).toEqual({ kind: 'malformed', member: 'credentialStatus' });
  });

  it('refuses more than 16 entries', () => {
    const credentialStatus = Array.from({ length: 17 }, () => good);
    expect(readStatusEntries({ credentialStatus })).toEqual([{ kind: 'malformed', member: 'credentialStatus' }]);
  });
});

function message(status: string): JsonObject {
  return { status, message: 'text' };
}

describe('allotting an index', () => {
  it('draws again when the slot is taken', async () => {
    const taken = new Set<number>();
    const ids = seededIds(5);
    for (let count = 0; count < 500; count++) taken.add(await allotIndex(ids, (index) => taken.has(index), 1_024));
    expect(taken.size).toBe(500);
  });

  it('does not follow the order of issue: correlation below 0.03 over 10,000', async () => {
    const ids = seededIds(11);
    const drawn: number[] = [];
    const taken = new Set<number>();
    for (let count = 0; count < 10_000; count++) {
      const index = await allotIndex(ids, (slot) => taken.has(slot));
      taken.add(index);
      drawn.push(index);
    }
    expect(Math.abs(correlationWithOrder(drawn))).toBeLessThan(0.03);
  });

  it('says that a list is full', async () => {
    const failure = await allotIndex(seededIds(1), async () => true).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServiceError);
    expect((failure as ServiceError).code).toBe('status-list-full');
  });
});

function correlationWithOrder(values: readonly number[]): number {
  const meanOrder = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let product = 0;
  let squares = 0;
  let orderSquares = 0;
  values.forEach((value, order) => {
    product += (value - mean) * (order - meanOrder);
    squares += (value - mean) ** 2;
    orderSquares += (order - meanOrder) ** 2;
  });
  return product / Math.sqrt(squares * orderSquares);
}
