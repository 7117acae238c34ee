/** jsonld 9 ships no declarations; only what this service calls. */
declare module 'jsonld' {
  interface SafeOptions {
    readonly documentLoader: (url: string) => Promise<unknown>;
    /** Refuse terms that no context defines instead of dropping them. */
    readonly safe: boolean;
  }
  interface CanonizeOptions extends SafeOptions {
    readonly algorithm: 'RDFC-1.0';
    readonly format: 'application/n-quads';
    /** Instead of the one that all calls share. */
    readonly contextResolver?: object;
  }
  /** What terms mean at one place of a document, as far as copies of it are concerned. */
  export interface ActiveContext {
    readonly mappings: Map<string, object>;
    readonly protected: Readonly<Record<string, boolean>>;
    readonly inverse: null;
    readonly getInverse: () => unknown;
    readonly revertToPreviousContext: () => ActiveContext;
    clone: (this: ActiveContext) => ActiveContext;
    previousContext?: ActiveContext;
    '@base'?: unknown;
    '@language'?: unknown;
    '@vocab'?: unknown;
  }
  const jsonld: {
    expand(document: object, options: SafeOptions): Promise<Record<string, unknown>[]>;
    canonize(document: object, options: CanonizeOptions): Promise<string>;
    /** Without a local context: the initial one, from which all others are made; the same object every time. */
    processContext(active: ActiveContext | null, local: object | null, options: object): Promise<ActiveContext>;
  };
  export default jsonld;
}

declare module 'jsonld/lib/ContextResolver.js' {
  /** Finds contexts and keeps what was made of them in the cache that is given. */
  export default class ContextResolver {
    constructor(options: { readonly sharedCache: Map<string, unknown> });
  }
}
