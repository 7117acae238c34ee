import { createHash } from 'node:crypto';
import { bitsOf } from '../../src/credentials/status/index.js';
import { buildDictionary, packSp1 } from '../../src/passport/index.js';
import { isoSeconds, systemClock, type JsonObject } from '../../src/shared/index.js';
import { createOffice, trustListOf, type Office, type Purpose } from './issue-fixture.js';
import { builtPages, servePages, type PageServer, type Published } from './page-server.js';

/** The pages built and served, with one office that published everything a moment ago. */
export interface PageWorld {
  readonly server: PageServer;
  readonly office: Office;
  readonly genuine: JsonObject;
  close(): Promise<void>;
  digitsOf(credential: JsonObject): string;
  publish(set?: Partial<Record<Purpose, readonly number[]>>, changes?: Partial<Published>): Promise<void>;
}

export async function createPageWorld(): Promise<PageWorld> {
  const server = await servePages(await builtPages());
  const office = await createOffice();
  const genuine = await office.award();
  const dictionary = buildDictionary({ dictId: 1, skeletons: [genuine] });
  const sha256 = createHash('sha256').update(dictionary.bytes).digest('hex');
  const publish: PageWorld['publish'] = async (set = {}, changes = {}) => {
    const moment = new Date(systemClock.now().getTime() - 3_600_000);
    const purposes = ['revocation', 'suspension', 'message'] as const;
    const lists = await Promise.all(
      purposes.map(async (purpose) => {
        const list = await office.statusList(purpose, { bits: bitsOf(set[purpose] ?? []), validFrom: moment });
        return [new URL(office.listUrl(purpose)).pathname, list] as const;
      }),
    );
    const trustList = trustListOf([office.issuer], {
      issuedAt: isoSeconds(moment),
      nextUpdate: isoSeconds(new Date(moment.getTime() + 7 * 86_400_000)),
      dictionaries: [{ dictId: 1, sha256 }],
    });
    await server.publish({
      trustList,
      dictionaries: [dictionary.bytes],
      statusLists: Object.fromEntries(lists),
      ...changes,
    });
  };
  await publish();
  return {
    server,
    office,
    genuine,
    publish,
    close: () => server.stop(),
    digitsOf: (credential) => {
      const packed = packSp1(credential, dictionary, 'passport.example.org');
      if (!packed.ok) throw new Error(packed.reason);
      return packed.digits;
    },
  };
}
