import { Resolver, type DIDResolver, type Resolvable } from 'did-resolver';
import { didJwk } from './did-jwk.js';
import { didKey } from './did-key.js';
import { createDidWeb, type DidWebDeps } from './did-web.js';

/** Every DID method this service resolves. A further method = one file and one line here. */
export function createDidResolver(deps: DidWebDeps): Resolvable {
  const methods: readonly (readonly [string, DIDResolver])[] = [
    ['web', createDidWeb(deps)],
    ['key', didKey],
    ['jwk', didJwk],
  ];
  // Without a prototype: `did:constructor:x` must not find a function that nobody registered.
  const registry = Object.create(null) as Record<string, DIDResolver>;
  for (const [name, method] of methods) registry[name] = method;
  return new Resolver(registry);
}
