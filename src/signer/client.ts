import { connect } from 'node:net';
import type { SigningPort } from '../issuance/index.js';
import type { CreateKeyRequest, KeyStore, PublicKeyRecord } from '../keys/index.js';
import { isObject, parseJson, ServiceError, type JsonObject } from '../shared/index.js';
import { MAX_LINE, type Asked, type SignerAnswer, type SignerRequest } from './protocol.js';

/** The signing process as the main one sees it: it is asked for signatures over whole things, never over bytes. */
export interface RemoteSigner {
  readonly signing: SigningPort;
  /** Public halves and windows. Asking it for a signer of its own throws `signing-key-elsewhere`. */
  readonly keys: KeyStore;
}

const ANSWER_MS = 60_000;
const answerLimits = { maxLength: MAX_LINE, maxDepth: 32, maxNodes: 400_000 };

export function connectSigner(path: string): RemoteSigner {
  const ask = (request: SignerRequest): Promise<unknown> => exchange(path, request);
  let known: readonly PublicKeyRecord[] | null = null;
  /** Public halves stay readable while the other process is down: verifying goes on, only signing waits. */
  async function list(): Promise<readonly PublicKeyRecord[]> {
    try {
      known = (await ask({ op: 'keys' })) as PublicKeyRecord[];
    } catch (error) {
      if (known === null || !(error instanceof ServiceError) || error.code !== 'signer-unreachable') throw error;
    }
    return known;
  }
  const elsewhere = async (): Promise<never> => {
    throw new ServiceError('signing-key-elsewhere', {
      status: 500,
      title: 'This key is held by the signing process, which signs credentials and status lists only.',
      whatToDo: 'Nothing was signed. Run the command where the key is.',
    });
  };
  return {
    signing: {
      credential: async (intent, form) =>
        (await ask({
          op: 'credential',
          intentId: intent.id,
          form,
          unsigned: intent.unsignedJson ?? '',
          created: intent.proofCreated ?? '',
          approvedBy: intent.approvedBy,
          releasedBy: intent.releasedBy,
        })) as JsonObject | string,
      furtherForm: async (credentialId, form) =>
        (await ask({ op: 'further-form', credentialId, form })) as JsonObject | string,
      accreditation: async ({ accreditationId, credentialId, holder }) =>
        (await ask({ op: 'accreditation', accreditationId, credentialId, holder })) as JsonObject,
      tokenStatusList: async (slug) => (await ask({ op: 'token-status-list', slug })) as string,
      statusList: async (listId, unsigned, form) =>
        (await ask({
          op: 'status-list',
          listId,
          form,
          unsigned: unsigned as Asked<'status-list'>['unsigned'],
        })) as JsonObject,
    },
    keys: {
      list,
      signer: elsewhere,
      signerOf: elsewhere,
      create: async (request) => (await ask(createRequest(request))) as PublicKeyRecord,
      retire: async (id, at, compromised) =>
        (await ask({ op: 'retire', id, at: at.toISOString(), compromised })) as PublicKeyRecord,
    },
  };
}

function createRequest({ role, validFrom, validUntil, fragment, ...rest }: CreateKeyRequest): SignerRequest {
  if (role !== 'issuer' && role !== 'status') throw new TypeError('the signing process holds no such keys');
  return {
    op: 'create',
    ...rest,
    role,
    validFrom: validFrom.toISOString(),
    validUntil: validUntil?.toISOString() ?? null,
    ...(fragment === undefined ? {} : { fragment }),
  };
}

async function exchange(path: string, request: SignerRequest): Promise<unknown> {
  const line = await roundTrip(path, `${JSON.stringify(request)}\n`).catch((cause: unknown) => {
    throw unreachable(cause);
  });
  const parsed = parseJson(line, answerLimits);
  const answer = parsed.ok && isObject(parsed.value) ? (parsed.value as unknown as SignerAnswer) : null;
  if (answer === null) throw unreachable();
  if (answer.ok) return answer.value;
  const { code, ...rest } = answer;
  throw new ServiceError(code, rest);
}

function roundTrip(path: string, line: string): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(path);
    const chunks: Buffer[] = [];
    let length = 0;
    socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error('no answer in time')));
    socket.on('connect', () => socket.write(line));
    socket.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_LINE) socket.destroy(new Error('the answer is too long'));
      else chunks.push(chunk);
    });
    socket.on('error', fail);
    socket.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      socket.destroy();
      if (text.endsWith('\n')) done(text);
      else fail(new Error('the answer ends early'));
    });
    socket.on('close', () => fail(new Error('the connection was closed')));
  });
}

const unreachable = (cause?: unknown): ServiceError =>
  new ServiceError('signer-unreachable', {
    status: 503,
    title: 'Could not sign: the signing process does not answer.',
    whatToDo: 'Start it (cli signer), then run resume: what was begun is finished. Nothing was half-written.',
    cause,
  });
