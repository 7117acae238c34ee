/**
 * Digests of the base context of verifiable credentials as published: the revision of July 2024 (commit 8d0ee107 of
 * w3c/vc-data-model, the one that the W3C data-model test suite names) and the Recommendation of 2025.
 */
export const DIGESTS = {
  july2024: {
    sri: 'sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg',
    multibase: 'uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k',
  },
  recommendation: {
    sri: 'sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU',
    multibase: 'uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ',
    /** The same SHA-256 with its multihash header. */
    multihash: 'uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA',
  },
  /** Of nothing in particular. */
  other: {
    sri: 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
    multibase: 'u47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
  },
} as const;
