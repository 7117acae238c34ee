import type { ComponentType } from 'preact';
import type { VerifiedClaims } from '../../verification/browser.js';
import { dayText } from '../dates.js';
import type { Say } from '../locales/strings.js';
import { languageOfLetters, Registered } from '../parts/registered.js';

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
      <h2 class="holder">
        <bdi>{holder.name}</bdi>
      </h2>
      {holder.otherNames.map((name) => (
        <p key={name} class="other-name" lang={languageOfLetters(name)}>
          <bdi>{name}</bdi>
        </p>
      ))}
      <ul class="facts">{facts.map((fact) => (fact === null ? null : <li key={fact}>{fact}</li>))}</ul>
      <p class="award">
        <Title claims={claims} />
      </p>
      <ul class="facts">
        <li>
          {claims.validUntil === null
            ? say('noend')
            : say('valid.until', { date: dayText(claims.validUntil, language) })}
        </li>
        {claims.place === null ? null : <li>{say('place', { place: claims.place })}</li>}
      </ul>
    </section>
  );
}

/** What others issued may be in any language. */
export const Title = ({ claims: { kind, title } }: { readonly claims: VerifiedClaims }) =>
  kind === 'foreign' ? <bdi lang={languageOfLetters(title) ?? ''}>{title}</bdi> : <Registered>{title}</Registered>;

interface SkillsProps {
  readonly claims: VerifiedClaims;
  readonly say: Say;
  readonly language: string;
  /** Worker screens put a picture beside each unit. */
  readonly picture?: ComponentType<{ of: string }>;
}

export function Skills({ claims, say, language, picture: Picture }: SkillsProps) {
  const { experience, units } = claims;
  if (experience !== null) {
    const dates = { from: dayText(experience.from, language), to: dayText(experience.to, language) };
    return (
      <section class="experience">
        <h2>
          <Registered>{experience.occupation}</Registered>
        </h2>
        <p>{say('employer', { employer: experience.employer })}</p>
        <p>{say('worked', dates)}</p>
        <p>{say('confirmed', { body: experience.confirmedBy })}</p>
      </section>
    );
  }
  if (units.length === 0) return null;
  const isAllCompetent = units.every(({ competent }) => competent);
  return (
    <section class="skills">
      <h2>{say('units')}</h2>
      {isAllCompetent ? <p class="all-units">{say('units.all', { n: units.length })}</p> : null}
      <ul class="units">
        {units.map((unit) => (
          <li key={unit.code}>
            {Picture === undefined ? null : <Picture of={unit.title} />}
            <span class="unit-title">
              <Registered>{unit.title}</Registered>
            </span>
            <span class="unit-code">{unit.code}</span>
            {isAllCompetent ? null : (
              <span class={unit.competent ? 'competent' : 'not-yet'}>
                {say(unit.competent ? 'unit.competent' : 'unit.notyet')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
