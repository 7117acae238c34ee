import { ServiceError } from '../shared/index.js';
import type { PublicKeyRecord } from './types.js';

/**
 * Public keys whose private half is printed in public: the files of `keys.example/` and the test keys of the W3C
 * specifications. Listed by value, so removing the `throwaway` mark from a file does not make them usable.
 */
const publishedKeys: ReadonlySet<string> = new Set([
  'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
  'z6MkhWqdDBPojHA7cprTGTt5yHv5yUi1B8cnXn8ReLumkw6E',
  'z6Mkm1S51iPHJvDEkJ9MRtxJmT8Pqo6wHipAFwBAjN83vntT',
  'z6MkmEq87wkHCYnWnNZkigeDMGTN7oUw1upkhzd77KuXERS1',
  'z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7',
  'z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ',
  'zDnaeTHfhmSaQKBc7CmdL3K7oYg3D6SC7yowe2eBeVd2DH32r',
  'zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP',
  'z6Mkp3Mm8BRHRgFsQTmcB5hyazDy9NoWGbmVtj1FazUnZzHC',
  'z6MkjyT6jV35w8dUF1cJayN1RsnerSTVaa6B3ktF2o4B82Vm',
  'z6Mkv9jcXJg7PNvt3hrw6BYEvXAz2gVwXzrgdqzdvoqCniVC',
  'z6MkjmvR4CJLX8VSH79Qw5HEgFJ8qD4X2rH1jhTziTpRW4Qm',
]);

/** Throws ServiceError `example-keys-in-production` when any key is a throwaway key or one whose secret is public. */
export function assertProductionKeys(records: readonly PublicKeyRecord[]): void {
  const unfit = records.filter((record) => record.throwaway || publishedKeys.has(record.publicKeyMultibase));
  if (unfit.length === 0) return;
  throw new ServiceError('example-keys-in-production', {
    status: 500,
    title: `The key store holds ${unfit.length} demonstration ${unfit.length === 1 ? 'key' : 'keys'}, whose secrets anyone can know.`,
    whatToDo: 'Point the key folder at an empty directory, create real keys there and start again. Nothing was signed.',
  });
}
