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
  }
  const jsonld: {
    expand(document: object, options: SafeOptions): Promise<Record<string, unknown>[]>;
    canonize(document: object, options: CanonizeOptions): Promise<string>;
  };
  export default jsonld;
}
