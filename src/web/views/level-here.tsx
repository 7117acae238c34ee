import { useEffect, useState } from 'preact/hooks';
import type { VerifiedClaims } from '../../verification/browser.js';
import type { FrameworkAnswers, LevelAnswer } from '../check/framework-answers.js';
import type { Say } from '../locales/strings.js';
import { recall, remember } from '../remembered.js';
import { LadderTable } from './ladder-table.js';

interface LevelHereProps {
  readonly claims: VerifiedClaims;
  readonly answers: FrameworkAnswers;
  readonly say: Say;
  readonly language: string;
}

/** "What is this level in my country?": one sentence, who says so, and the ladder. The choice stays on this device. */
export function LevelHere({ claims, answers, say, language }: LevelHereProps) {
  const [choice, setChoice] = useState(() => recall('framework') ?? '');
  const { countries, frameworks } = answers.choices(language);
  const isKnown = [...countries, ...frameworks].some(({ value }) => value === choice);
  const width = useRoom();
  const shown = isKnown ? answers.answer(claims, choice, width) : [];
  const choose = (value: string): void => {
    remember('framework', value);
    setChoice(value);
  };
  if (claims.frameworkClaims.length === 0) return null;
  return (
    <section class="level">
      <h2>{say('lvl.title')}</h2>
      <label class="level-choice">
        <span>{say('lvl.choose')}</span>
        <select value={isKnown ? choice : ''} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{say('lvl.none.chosen')}</option>
          <optgroup label={say('lvl.countries')}>
            {countries.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </optgroup>
          <optgroup label={say('lvl.frameworks')}>
            {frameworks.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <div aria-live="polite">
        {shown.map((answer) => (
          <Answer key={answer.framework} answer={answer} say={say} />
        ))}
      </div>
      {shown.length === 0 ? <p class="quiet">{say('lvl.absent')}</p> : null}
    </section>
  );
}

/** What the knowledge base says is English in every language of the page, and marked so. */
function Answer({ answer, say }: { answer: LevelAnswer; say: Say }) {
  const { comparison, ladder, picture, sentences } = answer;
  const meanings = [comparison.here, ...comparison.there].filter((meaning) => meaning !== null);
  return (
    <article class="level-answer" lang="en" dir="ltr">
      <h3>{answer.name}</h3>
      <p class="level-sentence">{sentences.join(' ')}</p>
      <figure class="ladder">
        {/* Drawn by our own code from escaped text and presentation attributes: nothing in it can run. */}
        <div dangerouslySetInnerHTML={{ __html: picture }} />
      </figure>
      <details>
        <summary>{say('lvl.table')}</summary>
        <LadderTable ladder={ladder} />
      </details>
      <details>
        <summary>{say('lvl.means')}</summary>
        {meanings.map((meaning) => (
          <p key={`${meaning.framework}${meaning.level}`}>
            <strong>
              {meaning.acronym} {meaning.level}
            </strong>{' '}
            ({meaning.frameworkName}): {meaning.meaning ?? 'We have no description of this level.'}
            {meaning.awards.length === 0 ? null : ` Awards at this level: ${meaning.awards.join(', ')}.`}
          </p>
        ))}
        {comparison.whatToAsk.length === 0 ? null : (
          <>
            <h4>{say('lvl.ask')}</h4>
            <ul>
              {comparison.whatToAsk.map((ask) => (
                <li key={ask}>{ask}</li>
              ))}
            </ul>
          </>
        )}
      </details>
      <details>
        <summary>{say('lvl.sources')}</summary>
        <Sources answer={answer} />
      </details>
      <p class="quiet">{comparison.caution}</p>
    </article>
  );
}

function Sources({ answer: { comparison } }: { answer: LevelAnswer }) {
  const levels = [comparison.here, ...comparison.there].flatMap((meaning) =>
    meaning?.source ? [{ url: meaning.source, year: null, about: `${meaning.acronym} levels` }] : [],
  );
  const relations = comparison.sources.map(({ url, year }) => ({ url, year, about: comparison.wording }));
  const all = [...relations, ...levels];
  return (
    <>
      <ul class="sources">
        {all.map(({ url, year, about }) => (
          <li key={`${url}${about}`}>
            {about}
            {year === null ? '' : `, ${year}`}:{' '}
            <a href={url} target="_blank" rel="noopener noreferrer">
              {url}
            </a>
          </li>
        ))}
      </ul>
      {relations.length === 0 ? <p>No source states a relation between these two frameworks.</p> : null}
      {comparison.path.some(({ suppliedBy }) => suppliedBy === 'operator-supplied') ? (
        <p>The table was supplied by the operator of this service.</p>
      ) : null}
      <p>Reference data {comparison.dataVersion}.</p>
    </>
  );
}

const widest = 560;
const margins = 32;

/** Room for the drawing in CSS pixels; a telephone turned on its side gets a new one. */
function useRoom(): number {
  const room = (): number => (innerWidth >= 1024 ? 520 : Math.min(innerWidth - margins, widest));
  const [width, setWidth] = useState(room);
  useEffect(() => {
    const measure = (): void => setWidth(room());
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return width;
}
