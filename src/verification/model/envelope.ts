import { CREDENTIALS_V2 } from './contexts.js';
import { problem, type ModelProblem } from './problem.js';
import { valuesOf } from './values.js';

export type EnvelopeType = 'EnvelopedVerifiableCredential' | 'EnvelopedVerifiablePresentation';

export interface Envelope {
  readonly mediaType: string;
  readonly token: string;
}

export type EnvelopeReading =
  { readonly ok: true; readonly envelope: Envelope } | { readonly ok: false; readonly problem: ModelProblem };

/** Media types of secured credentials and presentations; `application/jwt` is the older JWT encoding of VC 1.1. */
const mediaTypes: Readonly<Record<EnvelopeType, readonly string[]>> = {
  EnvelopedVerifiableCredential: ['vc+jwt', 'vc+sd-jwt', 'vc+cose', 'jwt'],
  EnvelopedVerifiablePresentation: ['vp+jwt', 'jwt'],
};

const DATA_URL = /^data:application\/([a-z0-9.+-]+)(;base64)?,(.+)$/s;

/** Does a document claim to be an envelope, rightly or not? Its `id` says so as much as its type. */
export const looksEnveloped = (document: Readonly<Record<string, unknown>>): boolean =>
  valuesOf(document['type']).some((type) => typeof type === 'string' && type.startsWith('Enveloped')) ||
  (typeof document['id'] === 'string' && document['id'].startsWith('data:'));

/** Reads an enveloped credential or presentation (VCDM 2.0 sections 4.12.1 and 4.12.2). Nothing is verified. */
export function readEnvelope(document: Readonly<Record<string, unknown>>, type: EnvelopeType): EnvelopeReading {
  const wrong = (code: ModelProblem['code'], at: string): EnvelopeReading => ({
    ok: false,
    problem: problem(code, at),
  });
  const types = valuesOf(document['type']);
  if (types.length !== 1 || types[0] !== type) return wrong('envelope-type', '/type');
  if (!valuesOf(document['@context']).includes(CREDENTIALS_V2)) return wrong('envelope-context', '/@context');
  const { id } = document;
  const [, mediaType = '', base64, token = ''] = (typeof id === 'string' ? DATA_URL.exec(id) : null) ?? [];
  if (token === '') return wrong('envelope-id', '/id');
  // COSE is already spelled in base64; for the others a second encoding would give one token two spellings.
  const isSpelledRight = base64 === undefined || mediaType === 'vc+cose';
  if (!isSpelledRight || !mediaTypes[type].includes(mediaType)) return wrong('envelope-media-type', '/id');
  return { ok: true, envelope: { mediaType, token } };
}
