import { useEffect, useState } from 'preact/hooks';
import type { VerifiedClaims } from '../../verification/browser.js';
import type { FrameworkAnswers, LevelAnswer } from '../check/framework-answers.js';
import { frameworkSentences, pictureWords, questionsToAsk, standingWords } from '../check/framework-words.js';
import type { Say } from '../locales/strings.js';
import { recall, remember } from '../remembered.js';
import { Registered } from '../parts/registered.js';
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
  const shown = isKnown ? answers.answer(claims, choice) : [];
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
              <option key={value} value={value} lang="en">
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <div aria-live="polite">
        {shown.map((answer) => (
          <Answer
            key={answer.framework}
            answer={answer}
            picture={answers.picture(answer, { width, ...pictureWords(answer, say, language) })}
            say={say}
            language={language}
          />
        ))}
      </div>
      {shown.length === 0 ? <p class="quiet">{say('lvl.absent')}</p> : null}
    </section>
  );
}

interface AnswerProps {
  readonly answer: LevelAnswer;
  readonly picture: string;
  readonly say: Say;
  readonly language: string;
}

function Answer({ answer, picture, say, language }: AnswerProps) {
  const { comparison, name, ladder } = answer;
  return (
    <article class="level-answer">
      <h3>
        <Registered>{name}</Registered>
      </h3>
      <p class="level-sentence">{frameworkSentences(answer, say, language).join(' ')}</p>
      <figure class="ladder" dir="ltr">
        {/* Drawn by our own code from escaped text and presentation attributes: nothing in it can run. */}
        <div dangerouslySetInnerHTML={{ __html: picture }} />
      </figure>
      <details>
        <summary>{say('lvl.table')}</summary>
        <LadderTable ladder={ladder} say={say} language={language} />
      </details>
      <details>
        <summary>{say('lvl.means')}</summary>
        <Meanings comparison={comparison} say={say} />
        <h4>{say('lvl.ask')}</h4>
        <ul>
          {questionsToAsk(answer, say, language).map((ask) => (
            <li key={ask}>{ask}</li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{say('lvl.sources')}</summary>
        <Sources answer={answer} say={say} />
      </details>
      <p class="quiet">{say('fw.caution')}</p>
      <SheetLink comparison={comparison} framework={answer.framework} say={say} />
    </article>
  );
}

/** Descriptions of levels are data: English in every language of the page, and marked so. */
function Meanings({ comparison, say }: { comparison: LevelAnswer['comparison']; say: Say }) {
  const { here, there, standing } = comparison;
  const meanings = [here, ...(standing === 'same-framework' ? [] : there)].filter((meaning) => meaning !== null);
  return (
    <>
      {meanings.map(({ framework, acronym, level, frameworkName, meaning, awards }) => (
        <p key={`${framework}${level}`}>
          <strong>
            {acronym} {level}
          </strong>{' '}
          (<Registered>{frameworkName}</Registered>):{' '}
          {meaning === null ? say('fw.meaning.none') : <Registered>{meaning}</Registered>}
          {awards.length === 0 ? null : ` ${say('fw.meaning.awards', { awards: awards.join(', ') })}`}
        </p>
      ))}
    </>
  );
}

/** Every statement the answer rests on: what, since when, how sure, and where it can be read. */
function Sources({ answer, say }: { answer: LevelAnswer; say: Say }) {
  const { comparison, statements } = answer;
  const isNothingStated = comparison.sources.length === 0 && comparison.standing !== 'same-framework';
  return (
    <>
      {isNothingStated ? <p>{say('fw.source.none')}</p> : null}
      <ul class="sources">
        {statements.map((statement) => (
          <li key={`${statement.about}${statement.source}`}>
            <Registered>{statement.about}</Registered>
            <br /> {standingWords(statement, say).join(' · ')}
            <br />
            {statement.source === null ? (
              say('fw.source.unnamed')
            ) : (
              <a href={statement.source} target="_blank" rel="noopener noreferrer" dir="ltr">
                {statement.source}
              </a>
            )}
          </li>
        ))}
      </ul>
      <p>{say('fw.word.data', { version: comparison.dataVersion })}</p>
    </>
  );
}

/** Asks the service for paper: it learns two levels, nothing about a person. */
function SheetLink({ comparison, framework, say }: Pick<LevelAnswer, 'comparison' | 'framework'> & { say: Say }) {
  if (comparison.here === null) return null;
  const asked = new URLSearchParams({
    framework: comparison.here.framework,
    level: comparison.here.level,
    to: framework,
  });
  return (
    <p class="sheet-link">
      <a href={`/api/frameworks/level-sheet.pdf?${asked}`} target="_blank" rel="noopener">
        {say('fw.sheet')}
      </a>
    </p>
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
