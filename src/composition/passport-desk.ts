import { timingSafeEqual } from 'node:crypto';
import type { Service } from '../app.js';
import {
  noPhoto,
  unknownCode,
  unknownForm,
  unknownNumber,
  type HolderKey,
  type OpenedPassport,
  type PrintWish,
  type PublishedFile,
  type WorkerDoor,
} from '../http/index.js';
import { furtherForm, type SignedCredential } from '../issuance/index.js';
import { qrSvg } from '../passport/index.js';
import type { JsonObject } from '../shared/index.js';
import { createShareLinks, createWorkerRequests, createYearGuard, type YearGuard } from '../sharing/index.js';
import { createPassportPhotos } from './portraits.js';
import { birthYearOf } from './printing.js';

export interface PassportDesk extends WorkerDoor {
  readonly open: (code: string, birthYear: string) => Promise<OpenedPassport>;
  readonly print: (code: string, birthYear: string, how: PrintWish) => Promise<PublishedFile>;
  readonly inForm: (code: string, birthYear: string, form: string) => Promise<PublishedFile>;
}

const FORM = 'eddsa-jcs-2022';
/** What a holder can take along, and as which kind of file. The first two are there since the release. */
const FORMS: ReadonlyMap<string, string> = new Map([
  ['eddsa-jcs-2022', 'application/vc'],
  ['eddsa-rdfc-2022', 'application/vc'],
  ['vc+jwt', 'application/vc+jwt'],
  ['dc+sd-jwt', 'application/dc+sd-jwt'],
]);
/** Everything a person can hold that a link shows at most. */
const MOST_SHARED = 100;
/** A look-up by number takes this long whatever it finds. Milliseconds. */
const LOOK_UP_MS = 250;

type Reading = Service['instance']['store']['read'];

interface Found {
  readonly row: SignedCredential;
  readonly credential: JsonObject;
}

/** What the small code opens. A wrong year and an unknown code take the same path and give the same answer. */
export function createPassportDesk({ instance, printer, issuance }: Service): PassportDesk {
  const { store, addresses, clock, ids } = instance;
  const sharing = { store: instance.storage.store, clock, ids };
  const links = createShareLinks(sharing);
  const requests = createWorkerRequests(sharing);
  const guard = createYearGuard(sharing);
  const find = (holder: HolderKey): Promise<Found> => findByCode(holder, store.read, guard);

  const photos = createPassportPhotos(instance);
  const opened = async (code: string, { row, credential }: Found): Promise<OpenedPassport> => {
    const sp1Url = printer.codeTextOrNull(credential) ?? addresses.shortCode(code);
    const shortUrl = addresses.shortCode(code);
    return { credential, sp1Url, shortUrl, qrSvg: qrSvg(sp1Url, 'L'), photo: await photos.base64Of(row) };
  };

  async function findByNumber(number: string, birthYear: string): Promise<OpenedPassport & { readonly code: string }> {
    const rows = await store.read.credentials.find({ number, form: FORM }, { limit: 10 });
    const about = { key: `number ${number}`, isKnown: rows.length > 0 };
    const found = await guard.answer(
      about,
      () => rows.map((row) => ofYear(row, birthYear)).find((one) => one !== null) ?? null,
    );
    const [short] = await store.read.shortCodes.find({ credentialId: found?.row.credentialId ?? 'urn:uuid:none' });
    if (found === null || short === undefined) throw unknownNumber();
    return { ...(await opened(short.code, found)), code: short.code };
  }

  return {
    open: async (code, birthYear) => opened(code, await find({ code, birthYear })),
    print: async (code, birthYear, { layout, withPhoto }) => {
      const { row, credential } = await find({ code, birthYear });
      const how = { layoutId: layout, photo: withPhoto ? await photos.of(row) : null };
      const file = await printer.print(credential, addresses.shortCode(code), how);
      return { contentType: file.mediaType, body: file.bytes, maxAgeSeconds: 0 };
    },
    inForm: async (code, birthYear, form) => {
      const contentType = FORMS.get(form);
      const format = instance.proofFormats.find(({ id }) => id === form);
      if (contentType === undefined || format === undefined) throw unknownForm();
      const { row } = await find({ code, birthYear });
      const { json } = await furtherForm(row.credentialId, format, issuance);
      return { contentType, body: json, maxAgeSeconds: 0 };
    },
    lookUp: (number, birthYear) => takingAtLeast(LOOK_UP_MS, findByNumber(number, birthYear)),
    makeShare: async (holder, request) => {
      const { row } = await find(holder);
      if (request.scope === 'photo' && (await photos.of(row)) === null) throw noPhoto();
      return links.make({ ...request, credentialId: row.credentialId });
    },
    listShares: async (holder) => links.list((await find(holder)).row.credentialId),
    stopShare: async (holder, linkId) => links.stop((await find(holder)).row.credentialId, linkId),
    openShare: async (secret, pin) => {
      const link = await links.open(secret, pin);
      const rows = await store.read.credentials.find({ credentialId: link.credentialId, form: FORM });
      const [row] = rows;
      const shared = row === undefined || link.scope === 'one' ? rows : await everythingOf(row, store.read);
      const credentials = shared.flatMap((one) => credentialOf(one) ?? []);
      const { endsAt } = link;
      if (row === undefined || link.scope !== 'photo') return { credentials, endsAt };
      return { credentials, endsAt, photo: await photos.base64Of(row) };
    },
    sendRequest: async (holder, kind) => {
      const { row } = await find(holder);
      const certificate = await store.read.certificates.get(row.subjectId);
      const { credentialId, number, scheme } = row;
      return requests.send({ credentialId, number, scheme, siteId: certificate?.siteId ?? '' }, kind);
    },
    listRequests: async (holder) => requests.list((await find(holder)).row.credentialId),
  };
}

/** Everything the same person was given, newest last; a passport stands for itself. */
async function everythingOf(row: SignedCredential, read: Reading): Promise<readonly SignedCredential[]> {
  const holder = (await read.certificates.get(row.subjectId)) ?? (await read.experience.get(row.subjectId));
  const personId = holder?.personId ?? (await read.passports.get(row.subjectId))?.personId;
  if (personId === undefined) return [row];
  const page = { limit: MOST_SHARED };
  const held = await Promise.all([
    read.certificates.find({ personId }, page),
    read.experience.find({ personId }, page),
  ]);
  const subjectId = held.flat().map(({ id }) => id);
  return subjectId.length === 0 ? [row] : read.credentials.find({ subjectId, form: FORM }, page);
}

async function findByCode({ code, birthYear }: HolderKey, read: Reading, guard: YearGuard): Promise<Found> {
  const [short] = await read.shortCodes.find({ code });
  const [row] = await read.credentials.find({
    credentialId: short?.credentialId ?? 'urn:uuid:none',
    form: FORM,
  });
  // By the number, so that guesses by code and by number are counted together.
  const key = row === undefined ? `code ${code}` : `number ${row.number}`;
  const found = await guard.answer({ key, isKnown: row !== undefined }, () => ofYear(row, birthYear));
  if (found === null) throw unknownCode();
  return found;
}

/** Erased ones are empty. */
const credentialOf = ({ json }: SignedCredential): JsonObject | null =>
  json === '' ? null : (JSON.parse(json) as JsonObject);

function ofYear(row: SignedCredential | undefined, birthYear: string): Found | null {
  const credential = row === undefined ? null : credentialOf(row);
  const expected = Buffer.from(birthYearOf(credential) ?? '0000');
  const given = Buffer.from(birthYear);
  const matches = expected.length === given.length && timingSafeEqual(expected, given);
  return row !== undefined && credential !== null && matches ? { row, credential } : null;
}

/** The answer, good or bad, never earlier: time must not tell a number that exists from one that does not. */
async function takingAtLeast<R>(milliseconds: number, work: Promise<R>): Promise<R> {
  const [settled] = await Promise.allSettled([work, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}
