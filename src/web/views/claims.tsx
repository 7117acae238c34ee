import type { VerifiedClaims } from '../../verification/browser.js';
import { dayText } from '../dates.js';
import type { Say } from '../locales/strings.js';

/** The person and what was assessed: only what the verified document says. */
export function Person({ claims, say, language }: { claims: VerifiedClaims; say: Say; language: string }) {
  const { holder } = claims;
  const facts = [
    holder.birthYear === null ? null : say('born', { year: holder.birthYear }),
    holder.maskedId === null ? null : say('id.ends', { id: holder.maskedId.replace(/^\.+/, '') }),
    claims.number === null ? null : say('number', { number: claims.number }),
  ];
  return (
    <section class="person">
      <h2 class="holder" dir="auto">
        {holder.name}
      </h2>
      {holder.otherNames.map((name) => (
        <p key={name} class="other-name" dir="auto">
          {name}
        </p>
      ))}
      <p class="facts">{facts.filter((fact) => fact !== null).join(' · ')}</p>
      <p class="award">{claims.title}</p>
      <p class="facts">
        {claims.validUntil === null ? say('noend') : say('valid.until', { date: dayText(claims.validUntil, language) })}
        {claims.place === null ? '' : ` · ${say('place', { place: claims.place })}`}
      </p>
    </section>
  );
}

export function Skills({ claims, say, language }: { claims: VerifiedClaims; say: Say; language: string }) {
  const { experience, units } = claims;
  if (experience !== null) {
    const dates = { from: dayText(experience.from, language), to: dayText(experience.to, language) };
    return (
      <section>
        <h2>{experience.occupation}</h2>
        <p>{say('employer', { employer: experience.employer })}</p>
        <p>{say('worked', dates)}</p>
        <p>{say('confirmed', { body: experience.confirmedBy })}</p>
      </section>
    );
  }
  if (units.length === 0) return null;
  return (
    <section>
      <h2>{say('units')}</h2>
      <ul class="units">
        {units.map((unit) => (
          <li key={unit.code}>
            <span class="unit-title">{unit.title}</span>
            <span class="unit-code">{unit.code}</span>
            <span class={unit.competent ? 'competent' : 'not-yet'}>
              {say(unit.competent ? 'unit.competent' : 'unit.notyet')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
