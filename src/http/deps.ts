import type { VerificationReport } from '../verification/index.js';
import type { Refusal } from '../shared/index.js';
import type { StaffDoor } from './staff-door.js';
import type { ReceiptDoor, WorkerDoor } from './worker-door.js';
import type { VcApiVerifier } from '../vc-api/index.js';

export interface VerifyRequestOptions {
  readonly language: string;
  readonly framework?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A file the service publishes: exact bytes plus how long caches may keep them. */
export interface PublishedFile {
  readonly contentType: string;
  readonly body: string | Uint8Array;
  readonly maxAgeSeconds: number;
  readonly immutable?: boolean;
}

export interface OpenedPassport {
  readonly credential: unknown;
  readonly sp1Url: string;
  readonly shortUrl: string;
  readonly qrSvg: string;
  /** JPEG, base64; null without the person's consent, or without a photo. */
  readonly photo: string | null;
}

export interface PrintWish {
  readonly layout: string;
  /** The worker chooses it each time. */
  readonly withPhoto: boolean;
}

/** Everything the routers call. Composed in `app.ts`; the routers know nothing of storage, keys or the network. */
export interface HttpDeps {
  /** Where pages are opened: requests that change something come from there. */
  readonly publicUrl: string;
  readonly webDir: string;
  readonly trustProxy: number;
  readonly production: boolean;
  /** Writes one line per request and per failure; must never get bodies, query strings or fragments. */
  readonly log: HttpLog;
  readonly now: () => Date;
  readonly newRequestId: () => string;
  verifyInput(input: unknown, options: VerifyRequestOptions): Promise<VerificationReport>;
  verifyFile(bytes: Uint8Array, options: VerifyRequestOptions): Promise<VerificationReport>;
  health(): Promise<boolean>;
  /** What an operator should do soon although everything works; shown at /ready. */
  warnings(): Promise<readonly string[]>;
  metrics(): Promise<{ contentType: string; body: string }>;
  statusList(id: string): Promise<PublishedFile | null>;
  /** A list that a recognised operator publishes, as fetched at most a quarter of an hour ago; null for every other address. */
  statusListElsewhere(url: string): Promise<PublishedFile | null>;
  /** Null while offline root keys have signed none. */
  trustList(): Promise<PublishedFile | null>;
  trustListRoots(): Promise<PublishedFile>;
  dictionary(sha256: string): Promise<PublishedFile | null>;
  schema(name: string): PublishedFile | null;
  didDocument(slug: string | null): Promise<PublishedFile | null>;
  resolveDid(did: string, accept: string, options: Readonly<Record<string, unknown>>): Promise<HttpAnswer>;
  qualification(path: string): PublishedFile | null;
  site(id: string): Promise<PublishedFile | null>;
  /** A signed accreditation of a place; null when there is none. */
  accreditation(id: string): Promise<PublishedFile | null>;
  /** The accreditations of a place named by its IRI, a bounded list. */
  accreditationsOf(holder: string): Promise<PublishedFile>;
  openPassport(code: string, birthYear: string): Promise<OpenedPassport>;
  printPassport(code: string, birthYear: string, how: PrintWish): Promise<PublishedFile>;
  /** The signed credential in one of the forms of docs/conformance.md; made when it is asked for the first time. */
  passportInForm(code: string, birthYear: string, form: string): Promise<PublishedFile>;
  /** What a worker does with a passport: find it, share it, ask the office. */
  readonly worker: WorkerDoor;
  readonly receipts: ReceiptDoor;
  readonly frameworks: FrameworksApi;
  /** Accounts and desks; absent in a server that only verifies. */
  readonly staff?: StaffDoor;
  /** Reference data for the pages, plain and compressed. */
  frameworksPack(): { readonly json: Uint8Array; readonly gzip: Uint8Array };
  /** Verification in the words of the VC-API. */
  readonly vcApi: VcApiVerifier;
  /** Present in the demonstration only. */
  demoSamples?(): Promise<unknown>;
}

export interface FrameworksApi {
  index(): unknown;
  view(id: string): unknown;
  level(id: string, level: string): unknown;
  check(
    claim: unknown,
  ): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusals: readonly Refusal[] };
  /** Units of competency covered, missing and not compared. */
  compareUnits(
    request: unknown,
  ): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusals: readonly Refusal[] };
  /** The ladder picture (SVG), or null when a side is not known. `sides` as `ph-pqf:2`. */
  ladder(sides: readonly string[], width: number): string | null;
  /** A4 PDF that sets a level beside a framework or the frameworks of a country; null when one is not known. */
  levelSheet(asked: {
    readonly framework: string;
    readonly level: string;
    readonly to: string;
  }): Promise<Uint8Array | null>;
  compare(
    request: unknown,
  ): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusals: readonly Refusal[] };
}

export interface HttpLog {
  info(facts: Readonly<Record<string, string | number>>, message: string): void;
  error(facts: Readonly<Record<string, string | number>>, message: string): void;
}
