export type FetchPurpose = 'did-document' | 'status-list' | 'trust-list' | 'dictionary' | 'share-link';

export type FetchResult =
  | { readonly ok: true; readonly body: Uint8Array; readonly contentType: string }
  | {
      readonly ok: false;
      readonly code:
        | 'refused-address'
        | 'timeout'
        | 'too-large'
        | 'http-status'
        | 'redirect'
        | 'unreachable'
        | 'bad-url'
        /** Too many requests to this host are under way. */
        | 'busy'
        /** Not a kind of content this purpose can use. */
        | 'content-type';
      /** With `http-status`: what the host answered. */
      readonly status?: number;
    };

/** The single outbound door. https only, public addresses only, bounded in time and bytes per purpose. */
export type SafeFetch = (url: string, purpose: FetchPurpose) => Promise<FetchResult>;
