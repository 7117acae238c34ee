import { chmod, stat, unlink } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import type { KeyStore } from '../keys/index.js';
import { isObject, parseJson, ServiceError } from '../shared/index.js';
import type { SigningJudge } from './judge.js';
import { MAX_LINE, requestSchema, type SignerAnswer, type SignerRequest } from './protocol.js';

export interface SignerParts {
  readonly judge: SigningJudge;
  /** The keys of issuers and status lists; they stay in this process. */
  readonly keys: KeyStore;
  /** One line per request: what was asked and how it ended, never contents. */
  log(facts: { readonly op: string; readonly code: string }): void;
}

export interface RunningSigner {
  close(): Promise<void>;
}

const IDLE_MS = 30_000;
const MOST_CONNECTIONS = 16;
const lineLimits = { maxLength: MAX_LINE, maxDepth: 24, maxNodes: 200_000 };

/**
 * Listens on a unix socket that only this user may open. One question per connection. @throws ServiceError
 * `signer-address-in-use` when another signer listens there.
 */
export async function serveSigner(path: string, parts: SignerParts): Promise<RunningSigner> {
  await removeLeftOver(path);
  const open = new Set<Socket>();
  // One after another: two requests never race for one intent.
  let turn: Promise<unknown> = Promise.resolve();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    void readLine(socket).then((line) => {
      if (line === null) return socket.destroy();
      turn = turn.then(async () => socket.end(`${JSON.stringify(await answer(line, parts))}\n`));
      return turn;
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  // The folder decides until the mode is set; made for nobody else from the beginning.
  const before = process.umask(0o177);
  try {
    await new Promise<void>((done, fail) => server.once('error', fail).listen(path, done));
  } finally {
    process.umask(before);
  }
  await chmod(path, 0o600);
  return {
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** A killed signer leaves its socket behind; one that answers is not ours to remove. */
async function removeLeftOver(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null) return;
  const { connect } = await import('node:net');
  const isAlive = await new Promise<boolean>((done) => {
    const probe = connect(path);
    probe.once('connect', () => done(true)).once('error', () => done(false));
    probe.once('connect', () => probe.destroy());
  });
  if (isAlive || !found.isSocket()) {
    throw new ServiceError('signer-address-in-use', {
      status: 500,
      title: 'Something else is at the address of the signing process.',
      whatToDo: 'Stop the other one, or give SIGNER another path.',
    });
  }
  await unlink(path);
}

function readLine(socket: Socket): Promise<string | null> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    let length = 0;
    socket.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_LINE) return done(null);
      chunks.push(chunk);
      if (chunk.includes(0x0a)) done(Buffer.concat(chunks).toString('utf8').split('\n', 1)[0] ?? null);
    });
    socket.on('end', () => done(null)).on('close', () => done(null));
  });
}

async function answer(line: string, parts: SignerParts): Promise<SignerAnswer> {
  const parsed = parseJson(line, lineLimits);
  const request = parsed.ok && isObject(parsed.value) ? requestSchema.safeParse(parsed.value) : null;
  if (!request?.success) {
    parts.log({ op: 'unreadable', code: 'signer-bad-request' });
    return failure(badRequest());
  }
  const { op } = request.data;
  try {
    const value = await perform(request.data, parts);
    parts.log({ op, code: 'ok' });
    return { ok: true, value };
  } catch (error) {
    const known = error instanceof ServiceError ? error : unforeseen(error);
    parts.log({ op, code: known.code });
    return failure(known);
  }
}

function perform(request: SignerRequest, { judge, keys }: SignerParts): Promise<unknown> {
  switch (request.op) {
    case 'keys':
      return keys.list();
    case 'credential':
      return judge.credential(request);
    case 'further-form':
      return judge.furtherForm(request);
    case 'accreditation':
      return judge.accreditation(request);
    case 'token-status-list':
      return judge.tokenStatusList(request);
    case 'status-list':
      return judge.statusList(request);
    case 'create': {
      const { op: _op, validFrom, validUntil, fragment, ...rest } = request;
      const window = { validFrom: new Date(validFrom), validUntil: validUntil === null ? null : new Date(validUntil) };
      return keys.create({ ...rest, ...window, ...(fragment === undefined ? {} : { fragment }) });
    }
    case 'retire':
      return keys.retire(request.id, new Date(request.at), request.compromised);
  }
}

const failure = ({ code, status, title, whatToDo, refusals }: ServiceError): SignerAnswer => ({
  ok: false,
  code,
  status,
  title,
  whatToDo,
  refusals: refusals.map((each) => ({
    code: each.code,
    severity: each.severity,
    message: each.message,
    whatToDo: each.whatToDo,
    ...(each.finding === undefined ? {} : { finding: each.finding }),
  })),
});

const badRequest = (): ServiceError =>
  new ServiceError('signer-bad-request', {
    status: 400,
    title: 'The signing process does not understand this request.',
    whatToDo: 'Run both processes in the same version.',
  });

const unforeseen = (cause: unknown): ServiceError =>
  new ServiceError('signer-failed', {
    status: 500,
    title: 'The signing process failed in a way that was not foreseen.',
    whatToDo: 'Nothing was signed. Look at its log, then run resume.',
    cause,
  });
