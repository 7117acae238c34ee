import type { SignedCredential } from '../issuance/index.js';
import type { Instance } from './instance.js';

type IssuedFor = Pick<SignedCredential, 'subjectId'>;

/** Photos of people as JPEG, by a credential issued for them; null unless they agreed that the passport shows it. */
export interface PassportPhotos {
  of(row: IssuedFor): Promise<Uint8Array | null>;
  base64Of(row: IssuedFor): Promise<string | null>;
}

/** Photos as far as passports, their pages and their paper may show them. */
export function createPassportPhotos({ store }: Pick<Instance, 'store'>): PassportPhotos {
  const { read } = store;
  async function base64Of({ subjectId }: IssuedFor): Promise<string | null> {
    const award = (await read.certificates.get(subjectId)) ?? (await read.experience.get(subjectId));
    const personId = award?.personId ?? (await read.passports.get(subjectId))?.personId;
    const portrait = personId === undefined ? null : await read.portraits.get(personId);
    return portrait === null || portrait.onPassport === null ? null : portrait.jpeg;
  }
  return {
    base64Of,
    of: async (row) => {
      const jpeg = await base64Of(row);
      return jpeg === null ? null : new Uint8Array(Buffer.from(jpeg, 'base64'));
    },
  };
}
