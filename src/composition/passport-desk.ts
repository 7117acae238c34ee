import { timingSafeEqual } from 'node:crypto';
import type { Service } from '../app.js';
import { unknownCode, type OpenedPassport, type PublishedFile } from '../http/index.js';
import { qrSvg } from '../passport/index.js';
import type { JsonObject } from '../shared/index.js';
import { birthYearOf } from './printing.js';

export interface PassportDesk {
  readonly open: (code: string, birthYear: string) => Promise<OpenedPassport>;
  readonly print: (code: string, birthYear: string, layout: string) => Promise<PublishedFile>;
}

/** What the small code opens. A wrong year and an unknown code take the same path and give the same answer. */
export function createPassportDesk({ instance, printer }: Service): PassportDesk {
  const { store, addresses } = instance;

  async function find(code: string, birthYear: string): Promise<JsonObject> {
    const [short] = await store.read.shortCodes.find({ code });
    const [row] = await store.read.credentials.find({
      credentialId: short?.credentialId ?? 'urn:uuid:none',
      form: 'eddsa-jcs-2022',
    });
    const credential = row && row.json !== '' ? (JSON.parse(row.json) as JsonObject) : null;
    const expected = Buffer.from(birthYearOf(credential) ?? '0000');
    const given = Buffer.from(birthYear);
    const matches = expected.length === given.length && timingSafeEqual(expected, given);
    if (credential === null || !matches) throw unknownCode();
    return credential;
  }

  return {
    open: async (code, birthYear) => {
      const credential = await find(code, birthYear);
      const sp1Url = printer.codeTextOrNull(credential) ?? addresses.shortCode(code);
      return { credential, sp1Url, shortUrl: addresses.shortCode(code), qrSvg: qrSvg(sp1Url, 'L') };
    },
    print: async (code, birthYear, layout) => {
      const file = await printer.print(await find(code, birthYear), addresses.shortCode(code), layout);
      return { contentType: file.mediaType, body: file.bytes, maxAgeSeconds: 0 };
    },
  };
}
