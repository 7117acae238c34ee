import type { Service } from '../app.js';
import type { HttpDeps } from '../http/index.js';
import type { Outbound } from './outbound.js';
import { slugOfTokenList } from './token-status.js';

const MAX_AGE_SECONDS = 300;

/** Status lists as anybody may fetch them: our own, and those of offices that we recognise through another operator. */
export function createPublishedLists(
  { instance, tokenLists, trust }: Service,
  outbound: Outbound,
): Pick<HttpDeps, 'statusList' | 'statusListElsewhere'> {
  return {
    statusList: async (id) => {
      const slug = slugOfTokenList(id);
      if (slug !== null) {
        const body = await tokenLists.of(slug);
        return body === null
          ? null
          : { contentType: 'application/statuslist+jwt', body, maxAgeSeconds: MAX_AGE_SECONDS };
      }
      const row = await instance.store.read.statusLists.get(id);
      return row?.signedJson
        ? { contentType: 'application/vc+ld+json', body: row.signedJson, maxAgeSeconds: MAX_AGE_SECONDS }
        : null;
    },
    statusListElsewhere: async (url) => {
      const offices = (await trust.judging())?.issuers ?? [];
      const named = offices.flatMap(({ recognisedThrough, statusLists }) => (recognisedThrough ? statusLists : []));
      const address = named.find((each) => URL.canParse(each) && new URL(each).href === url);
      const answer = address === undefined ? null : await outbound.statusList(address);
      return answer?.kind === 'list'
        ? {
            contentType: 'application/vc+ld+json',
            body: JSON.stringify(answer.credential),
            maxAgeSeconds: MAX_AGE_SECONDS,
          }
        : null;
    },
  };
}
