import type { TrustState } from '../check/trust-store.js';
import { ageText, dayText } from '../dates.js';
import type { Say } from '../locales/strings.js';

interface DataAgeProps {
  readonly say: Say;
  readonly state: TrustState;
  readonly now: Date;
  readonly language: string;
}

/** Days after which the age of the lists is shown as a warning. */
const oldAfterMs = 7 * 86_400_000;

/** How old the data is that answers rest on; always in sight, always true. */
export function DataAge({ say, state, now, language }: DataAgeProps) {
  const { trustList, fetchedAt } = state;
  if (trustList === null || fetchedAt === null) {
    return (
      <p class="data-age data-none">
        <span class="data-dot" aria-hidden="true" />
        {say('data.none')}
      </p>
    );
  }
  const age = now.getTime() - Date.parse(fetchedAt);
  return (
    <p class={age > oldAfterMs ? 'data-age data-old' : 'data-age data-fresh'}>
      <span class="data-dot" aria-hidden="true" />
      <a href="/data">
        {state.online
          ? say('data.age', { age: ageText(age, say), n: trustList.issuers.length })
          : say('data.offline', { date: dayText(fetchedAt, language) })}
      </a>
    </p>
  );
}
