/** One JSON-LD context that ships with the service. */
export interface PinnedContext {
  readonly url: string;
  /** File in `data/`; `sha256` is over its bytes. */
  readonly file: string;
  readonly sha256: string;
}

/**
 * Every JSON-LD context this service knows (origin and licence of each: `data/README.md`). Contexts of a released URL
 * never change, so a file that no longer has its hash was damaged or tampered with.
 */
export const pinnedContexts: readonly PinnedContext[] = [
  {
    url: 'https://www.w3.org/ns/credentials/v2',
    file: 'credentials-v2.json',
    sha256: '8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f',
  },
  {
    url: 'https://www.w3.org/2018/credentials/v1',
    file: 'credentials-v1.json',
    sha256: '00d7dd6d3ad8b920e3e550dd3a3d9090bffcac84cdbf943da6924b3e0a5c8bb8',
  },
  {
    url: 'https://w3id.org/security/data-integrity/v1',
    file: 'data-integrity-v1.json',
    sha256: 'b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554',
  },
  {
    url: 'https://w3id.org/security/data-integrity/v2',
    file: 'data-integrity-v2.json',
    sha256: '0f77743daf5b4e8fc067fc5ba5b21044283053aa717fc6b0219843bed3b00363',
  },
  {
    url: 'https://w3id.org/security/multikey/v1',
    file: 'multikey-v1.json',
    sha256: 'c5f3806f8286920573221938917988a18a4cc5a09e968d29649613c7a1c2b1f6',
  },
  {
    url: 'https://w3id.org/security/suites/ed25519-2020/v1',
    file: 'ed25519-2020-v1.json',
    sha256: 'b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588',
  },
  {
    url: 'https://www.w3.org/ns/did/v1',
    file: 'did-v1.json',
    sha256: '62c1054bf404d6dd3a4b26b64f830fd72095f6a26edc4469908c94351352ce5f',
  },
  {
    url: 'https://w3id.org/vc/status-list/2021/v1',
    file: 'status-list-2021-v1.json',
    sha256: '634d71c159289f068c96012e4511c657fdf82ac4231900081bda3ba24e2e1160',
  },
  {
    url: 'https://www.w3.org/ns/credentials/status/v1',
    file: 'bitstring-status-list-v1.json',
    sha256: 'fd08cbf28ddd829ab2f1978c48f43ab07a112c1c90245a0cfac7ba721c65170c',
  },
  {
    url: 'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
    file: 'open-badges-3.0.0.json',
    sha256: '9f1c8f9f361ba2994b9b50701f41149919542c50c7b7455b2846d87959295d72',
  },
  {
    url: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
    file: 'open-badges-3.0.1.json',
    sha256: 'af095468326d3449160509b26ca71576e6321d13c85b0369cfe3b654c9a48fba',
  },
  {
    url: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
    file: 'open-badges-3.0.2.json',
    sha256: '00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53',
  },
  {
    url: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    file: 'open-badges-3.0.3.json',
    sha256: 'ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761',
  },
  {
    url: 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
    file: 'open-badges-extensions.json',
    sha256: '2d013f981d1f4516081a6a04e55468ba2b071d4153b794f19a79715c45a89a5e',
  },
  {
    url: 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
    file: 'clr-2.0.1.json',
    sha256: '30e8c666adf9fd720c118ce0bafe65dbd2a88f6d2acf362f34bfb0f4753804d1',
  },
];

/**
 * Defines every term by `@vocab`, so nothing is ever "undefined" under it. For conformance suites only: never part of
 * the pinned set unless asked for by name.
 */
export const examplesContext: PinnedContext = {
  url: 'https://www.w3.org/ns/credentials/examples/v2',
  file: 'credentials-examples-v2.json',
  sha256: '57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c',
};
