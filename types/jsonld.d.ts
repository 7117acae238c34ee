/** jsonld 9 ships no declarations; only what this service calls. */
declare module 'jsonld' {
  interface ExpandOptions {
    readonly documentLoader: (url: string) => Promise<unknown>;
    /** Refuse terms that no context defines instead of dropping them. */
    readonly safe: boolean;
  }
  const jsonld: {
    expand(document: object, options: ExpandOptions): Promise<Record<string, unknown>[]>;
  };
  export default jsonld;
}
