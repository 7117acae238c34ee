import type { Service } from '../app.js';
import type { HttpDeps } from '../http/index.js';
import type { Clock } from '../shared/index.js';
import type { StatusAnswer } from '../verification/index.js';
import type { Outbound } from './outbound.js';
import { slugOfTokenList } from './token-status.js';

const MAX_AGE_SECONDS = 300;

/** Status lists as anybody may fetch them: our own, and those of offices that we recognise through another operator. */
export function createPublishedLists(
  { instance, tokenLists, trust }: Service,
  outbound: Outbound,
): Pick<HttpDeps, 'statusList' | 'statusListElsewhere'> {
  const fetched = onceAtATime(outbound, instance.clock);
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
      const answer = address === undefined ? null : await fetched(address);
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

const RETRY_AFTER_MS = 30_000;

/**
 * Asked for by many at once, fetched once; what could not be had is asked for again after half a minute. Only addresses of
 * the signed trust list come here, so what is remembered is bounded by that.
 */
function onceAtATime({ statusList }: Outbound, clock: Clock): (url: string) => Promise<StatusAnswer> {
  const pending = new Map<string, { readonly at: number; readonly answer: Promise<StatusAnswer> }>();
  return async (url) => {
    const now = clock.now().getTime();
    const known = pending.get(url);
    if (known !== undefined && Math.abs(now - known.at) < RETRY_AFTER_MS) return known.answer;
    const answer = statusList(url);
    pending.set(url, { at: now, answer });
    // The outbound door keeps lists that their office signed.
    const forget = ({ kind }: { readonly kind: string }): void => void (kind === 'list' && pending.delete(url));
    void answer.then(forget, () => pending.delete(url));
    return answer;
  };
}
