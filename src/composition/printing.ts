import { readClaims, type VerifiedClaims } from '../credentials/index.js';
import {
  codeSizes,
  createDecodeThread,
  layoutById,
  packSmallest,
  proveCode,
  proveReadable,
  type DecodeThread,
  type PassportLayout,
  type PassportView,
  type PassportWording,
  type RenderedPassport,
} from '../passport/index.js';
import { isObject, ServiceError, type JsonObject } from '../shared/index.js';
import type { Dictionaries } from './dictionaries.js';
import type { Instance } from './instance.js';

/** Turns signed credentials into codes, cards and pages. Everything handed out was read back from its pixels first. */
export interface Printer {
  /** Text inside the large code: `https://host/#digits`. */
  codeText(credential: JsonObject): string;
  /** Null when it holds too much for any code, as a passport of several credentials does. */
  codeTextOrNull(credential: JsonObject): string | null;
  view(credential: JsonObject, shortUrl: string): PassportView;
  /** Draws the bare code and reads it back; throws ServiceError P22. Done at once when no code can hold it. */
  proveCode(credential: JsonObject): Promise<void>;
  /** One layout, proved readable, with the photo where there is one. Throws ServiceError P21 or P22. */
  print(
    credential: JsonObject,
    shortUrl: string,
    how: { readonly layoutId: string; readonly photo: Uint8Array | null },
  ): Promise<RenderedPassport>;
  /** Bare SVG and PNG and the layouts named. */
  printAll(
    credential: JsonObject,
    shortUrl: string,
    layouts: readonly PassportLayout[],
  ): Promise<readonly RenderedPassport[]>;
  close(): Promise<void>;
}

const AWARD_TITLES: Readonly<Record<string, string>> = {
  'national-certificate': 'National Certificate',
  'certificate-of-competency': 'Certificate of Competency',
  'nvq-certificate': 'National Vocational Qualification',
  'record-of-achievement': 'Record of Achievement',
  'confirmed-experience': 'Confirmed work experience',
  passport: 'Skills passport',
};

const DECODE_MS = 20_000;
/** What the largest printed code may hold; more is opened online. */
const LARGEST_CODE_BYTES = Math.max(...codeSizes.map((size) => size.maxPayloadBytes));

export function createPrinter({ instance, dictionaries }: { instance: Instance; dictionaries: Dictionaries }): Printer {
  const { addresses } = instance;
  const host = new URL(addresses.openedAt).host;
  let thread: DecodeThread | null = null;
  // One decoder for many codes: starting it costs more than reading ten of them.
  const shared = (): DecodeThread => {
    thread ??= createDecodeThread({ timeoutMs: DECODE_MS, maxWaiting: 64 });
    return { ...thread, close: async () => undefined };
  };

  function codeTextOrNull(credential: JsonObject): string | null {
    const packed = packSmallest(credential, dictionaries.forIssuer(credential), host);
    return packed.ok && packed.payload.length <= LARGEST_CODE_BYTES ? `${addresses.openedAt}/#${packed.digits}` : null;
  }

  function codeText(credential: JsonObject): string {
    const text = codeTextOrNull(credential);
    if (text !== null) return text;
    throw new ServiceError('P21', {
      status: 409,
      title: 'This credential does not fit into a code.',
      whatToDo: 'Use the online code.',
    });
  }

  function view(credential: JsonObject, shortUrl: string): PassportView {
    const gate = instance.schemaGate(credential);
    const kind = gate.kind === 'ours' ? gate.credentialKind : 'national-certificate';
    return viewOf(instance, readClaims(credential, kind, null), {
      wording: wordingOf(instance, credential, kind),
      kind,
      host,
      shortUrl,
      sp1Url: codeTextOrNull(credential) ?? shortUrl,
    });
  }

  const proved = (
    credential: JsonObject,
    shown: PassportView,
    layouts: readonly PassportLayout[],
  ): Promise<readonly RenderedPassport[]> =>
    proveReadable({ credential, view: shown, layouts, dictionariesFor: dictionaries.byId }, shared());

  return {
    codeText,
    codeTextOrNull,
    view,
    printAll: (credential, shortUrl, layouts) => proved(credential, view(credential, shortUrl), layouts),
    proveCode: async (credential) => {
      const text = codeTextOrNull(credential);
      // Nothing to prove where no code can hold it: it is opened by its online code.
      if (text !== null) await proveCode(text, credential, { dictionariesFor: dictionaries.byId, thread: shared() });
    },
    print: async (credential, shortUrl, { layoutId, photo }) => {
      const files = await proved(credential, { ...view(credential, shortUrl), photo }, [layoutById(layoutId)]);
      const file = files.find(({ id }) => id === layoutId);
      if (file) return file;
      throw new ServiceError('no-such-layout', {
        status: 404,
        title: 'This layout does not exist.',
        whatToDo: 'Choose another layout.',
      });
    },
    close: async () => {
      await thread?.close();
      thread = null;
    },
  };
}

interface ViewParts {
  readonly wording: PassportWording | null;
  readonly kind: string;
  readonly host: string;
  readonly shortUrl: string;
  readonly sp1Url: string;
}

function viewOf(instance: Instance, claims: VerifiedClaims, parts: ViewParts): PassportView {
  const { kind, host, wording, ...codes } = parts;
  const [level] = claims.frameworkClaims;
  return {
    ...placeInTheWorld(instance, claims),
    ...datesOf(claims),
    ...codes,
    awardTitle: AWARD_TITLES[kind] ?? 'Certificate',
    names: [claims.holder.name, ...claims.holder.otherNames].map((text) => ({ text, script: scriptOf(text) })),
    birthYear: claims.holder.birthYear,
    maskedId: claims.holder.maskedId,
    title: claims.title,
    levelLine: level ? `${level.framework.replace(/^[a-z]{2}-/, '').toUpperCase()} level ${level.level}` : '',
    number: claims.number ?? '',
    placeName: claims.place ?? '',
    photo: null,
    verifyHost: host,
    throwaway: !instance.settings.production,
    ...(wording === null ? {} : { wording }),
  };
}

/** What a passport or confirmed experience says in place of "assessed as competent"; null for awards. */
function wordingOf(instance: Instance, credential: JsonObject, kind: string): PassportWording | null {
  const claims = readClaims(credential, kind, null);
  const number = ['Number', claims.number ?? ''] as const;
  const issued = ['Issued', dayInWords(claims.awardedOn)] as const;
  if (kind === 'passport') {
    const until = ['Valid until', claims.validUntil === null ? 'No end date' : dayInWords(claims.validUntil)] as const;
    return {
      lead: 'holds the',
      facts: [number, issued, until],
      note: 'This passport holds:',
      contents: contentsOf(instance, credential),
    };
  }
  const { experience } = claims;
  if (kind !== 'confirmed-experience' || experience === null) return null;
  const facts = [number, ['From', dayInWords(experience.from)], ['To', dayInWords(experience.to)], issued] as const;
  return {
    lead: 'has worked, as confirmed, in',
    facts,
    note: `At: ${experience.employer}`,
    contents: [`Confirmed by ${experience.confirmedBy}`],
  };
}

function contentsOf(instance: Instance, passport: JsonObject): string[] {
  const subject = passport['credentialSubject'];
  const items =
    isObject(subject) && Array.isArray(subject['verifiableCredential']) ? subject['verifiableCredential'] : [];
  return items.filter(isObject).map((item) => {
    const gate = instance.schemaGate(item);
    const claims = readClaims(item, gate.kind === 'ours' ? gate.credentialKind : 'national-certificate', null);
    const { experience } = claims;
    const period = experience === null ? '' : `, ${dayInWords(experience.from)} to ${dayInWords(experience.to)}`;
    return `${claims.title}${period} (No. ${claims.number ?? ''})`;
  });
}

const dayInWords = (day: string | null): string =>
  day === null
    ? ''
    : new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Scheme, country, issuer and the units with their kinds, from the catalogue. A passport has no qualification of its own. */
function placeInTheWorld(
  { catalogue, addresses }: Instance,
  claims: VerifiedClaims,
): Pick<PassportView, 'schemeTitle' | 'country' | 'issuerName' | 'units'> {
  const issuerName = claims.issuer.name ?? '';
  const qualification = catalogue
    .qualifications()
    .find(({ id, revision }) => addresses.qualification({ qualificationId: id, revision }) === claims.qualification.id);
  const scheme = qualification
    ? catalogue.scheme(qualification.scheme)
    : catalogue.schemes().find(({ awardingBody }) => awardingBody === issuerName);
  const categories = new Map(qualification?.units.map((unit) => [unit.code, unit.category]));
  return {
    schemeTitle: scheme?.key ?? issuerName,
    country: scheme?.country ?? '',
    issuerName,
    units: claims.units.map((unit) => ({ ...unit, category: categories.get(unit.code) ?? 'core' })),
  };
}

const datesOf = ({
  assessedOn,
  awardedOn,
  validUntil,
}: VerifiedClaims): Pick<PassportView, 'assessedOn' | 'awardedOn' | 'validUntil'> => ({
  assessedOn: assessedOn ?? awardedOn ?? '',
  awardedOn: awardedOn ?? '',
  validUntil: validUntil?.slice(0, 10) ?? null,
});

/** ISO 15924 code of the script most letters of a name are written in. */
function scriptOf(text: string): string {
  if (/\p{Script=Sinhala}/u.test(text)) return 'Sinh';
  if (/\p{Script=Tamil}/u.test(text)) return 'Taml';
  return /\p{Script=Arabic}/u.test(text) ? 'Arab' : 'Latn';
}

/** Birth year as the credential states it: the second factor of the worker's page. */
export function birthYearOf(credential: unknown): string | null {
  const subject = isObject(credential) ? credential['credentialSubject'] : null;
  const identifiers = isObject(subject) && Array.isArray(subject['identifier']) ? subject['identifier'] : [];
  const year = identifiers.filter(isObject).find((entry) => entry['identityType'] === 'ext:birthYear')?.[
    'identityHash'
  ];
  return typeof year === 'string' ? year : null;
}
