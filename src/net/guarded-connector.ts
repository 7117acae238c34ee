import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress } from './public-address.js';

/** All addresses of a name. Injected in tests; dns.lookup in service. */
export type LookupAll = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The address a name led to is not one we connect to. */
export class RefusedAddress extends Error {
  constructor() {
    super('the host has an address that is not public');
    this.name = 'RefusedAddress';
  }
}

/**
 * A `lookup` for sockets. `isWanted` judges each address and all have to pass: one inside is one too many. What passes
 * is what the socket connects to; the name is not resolved a second time.
 */
export function checkedLookup(lookupAll: LookupAll, isWanted: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookupAll(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) callback(new Error('no address'), '', 0);
        else if (!addresses.every(({ address }) => isWanted(address))) callback(new RefusedAddress(), '', 0);
        else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('lookup failed'), '', 0),
    );
  };
}

/** Checks the far end of every socket as well: whatever was resolved, this is where the bytes would go. */
export function guardedConnector(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...result) => {
      const [error, socket] = result;
      if (error === null && !isPublicAddress(socket.remoteAddress ?? '')) {
        socket.destroy();
        callback(new RefusedAddress(), null);
      } else {
        callback(...result);
      }
    });
}
