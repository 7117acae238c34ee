import { createHash } from 'node:crypto';
import { base64urlEncode, utf8, type Ids } from '../shared/index.js';

/** 128 random bits for links that a person carries over. */
export const linkSecret = (ids: Ids): string => base64urlEncode(ids.bytes(16));

/** 256 random bits for cookies and ceremonies. */
export const sessionSecret = (ids: Ids): string => base64urlEncode(ids.bytes(32));

/** Secrets are random and long, so one round is enough: what is stored opens nothing. SHA-256, hex. */
export const secretHash = (secret: string): string => createHash('sha256').update(utf8(secret)).digest('hex');
