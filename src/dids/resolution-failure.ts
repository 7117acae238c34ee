/** How a failed resolution is told: HTTP status, error URL (DID Resolution v1) and the older error name. */
export interface ResolutionFailure {
  readonly status: number;
  readonly type: string;
  readonly name: string;
}

const failure = (status: number, code: string, name: string): ResolutionFailure => ({
  status,
  type: `https://www.w3.org/ns/did#${code}`,
  name,
});

const failures: ReadonlyMap<string, ResolutionFailure> = new Map(
  [
    failure(400, 'INVALID_DID', 'invalidDid'),
    failure(400, 'INVALID_DID_URL', 'invalidDidUrl'),
    failure(400, 'INVALID_OPTIONS', 'invalidOptions'),
    failure(404, 'NOT_FOUND', 'notFound'),
    failure(406, 'REPRESENTATION_NOT_SUPPORTED', 'representationNotSupported'),
    failure(400, 'INVALID_PUBLIC_KEY', 'invalidPublicKey'),
    failure(400, 'INVALID_PUBLIC_KEY_LENGTH', 'invalidPublicKeyLength'),
    failure(400, 'INVALID_PUBLIC_KEY_TYPE', 'invalidPublicKeyType'),
    failure(400, 'UNSUPPORTED_PUBLIC_KEY_TYPE', 'unsupportedPublicKeyType'),
    failure(501, 'METHOD_NOT_SUPPORTED', 'methodNotSupported'),
    failure(502, 'INVALID_DID_DOCUMENT', 'invalidDidDocument'),
    failure(502, 'INTERNAL_ERROR', 'unreachable'),
    failure(500, 'INTERNAL_ERROR', 'internalError'),
  ].map((entry) => [entry.name, entry]),
);

/** Any error name our methods or the resolver library give. */
export function failureOf(name: string): ResolutionFailure {
  const known = failures.get(name === 'unsupportedDidMethod' ? 'methodNotSupported' : name);
  return known ?? failure(500, 'INTERNAL_ERROR', 'internalError');
}
