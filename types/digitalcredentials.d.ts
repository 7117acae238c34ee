/** The parts of the Digital Credentials Consortium's library that the interoperability tests call; it ships no types. */
declare module '@digitalcredentials/vc' {
  export function issue(options: {
    credential: object;
    suite: object;
    documentLoader: DbDocumentLoader;
  }): Promise<object>;
  export function verifyCredential(options: {
    credential: object;
    suite: object;
    documentLoader: DbDocumentLoader;
    now?: string | Date;
  }): Promise<{ verified: boolean; error?: unknown }>;
}
