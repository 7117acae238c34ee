import { useEffect, useId, useState } from 'preact/hooks';
import type { VerificationReport } from '../../verification/browser.js';
import type { Check } from '../check/page-verifier.js';
import { openPassport, printPassport, type Layout, type Opened } from '../check/worker-desk.js';
import { saveFile } from '../save-file.js';
import { dayText } from '../dates.js';
import type { Say } from '../locales/strings.js';
import { useLeaveWhenUnattended } from '../unattended.js';
import { Person, Skills } from './claims.js';
import { CodePicture } from './code-picture.js';
import { ProblemBox, type Problem } from './landing.js';
import { Listen } from './listen-button.js';
import { Pictogram } from './pictograms.js';
import { DigitsField } from './worker/digits-field.js';
import { HolderPhoto } from './worker/photo.js';
import { RequestPanel } from './worker/request-panel.js';
import { SavePanel } from './worker/save-panel.js';
import { SharePanel } from './worker/share-panel.js';
import '../styles/worker.css';
import { Registered } from '../parts/registered.js';

interface Shown {
  readonly opened: Opened;
  readonly report: VerificationReport | null;
  readonly birthYear: string;
}

interface Wish {
  readonly layout: Layout;
  readonly birthYear: string;
  readonly withPhoto: boolean;
}

/** Already found by its number: the year need not be asked again. */
export interface Start {
  readonly code: string;
  readonly opened: Opened;
  readonly birthYear: string;
}

interface WorkerPassportProps {
  readonly code: string;
  readonly check: Check;
  readonly say: Say;
  readonly language: string;
  readonly ready: boolean;
  readonly start?: Start;
}

/** Nothing stays: neither on the screen nor behind the back button. */
const clear = (): void => location.replace('/');

/** The worker's own page behind the small code: facts and the large code to show, never a sign of approval. */
export function WorkerPassport({ code, check, say, language, ready, start }: WorkerPassportProps) {
  const [shown, setShown] = useState<Shown | null>(start === undefined ? null : { ...start, report: null });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState<Layout | null>(null);
  useLeaveWhenUnattended(shown !== null, clear);
  useEffect(() => {
    document.title = `${say(shown === null ? 'c.lead' : 'w.title')} - ${say('title')}`;
  }, [shown === null, say]);
  const reportOn = async (opened: Opened): Promise<VerificationReport | null> => {
    const result = await check(JSON.stringify(opened.credential), language);
    return result.ok ? result.report : null;
  };
  useEffect(() => {
    if (shown === null) return;
    void reportOn(shown.opened).then((report) => setShown((old) => old && { ...old, report }));
  }, [language]);

  const open = async (birthYear: string): Promise<void> => {
    const answer = await openPassport(code, birthYear, say);
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(null);
    setShown({ opened: answer.value, report: await reportOn(answer.value), birthYear });
  };
  const save = async ({ layout, birthYear, withPhoto }: Wish): Promise<void> => {
    setSaving(layout);
    const answer = await printPassport({ code, birthYear, layout, withPhoto }, say);
    setSaving(null);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) saveFile(answer.value, `skills-passport-${layout}.${layout === 'messenger' ? 'png' : 'pdf'}`);
  };
  return (
    <main id="main" class="worker" tabIndex={-1}>
      <h1>{say(shown === null ? 'c.lead' : 'w.title')}</h1>
      {problem === null ? null : <ProblemBox problem={problem} say={say} />}
      {shown === null ? (
        <YearForm say={say} disabled={!ready} onOpen={(year) => void open(year)} />
      ) : (
        <Passport
          {...{ code, shown, say, language, saving }}
          onSave={(layout, withPhoto) => void save({ layout, withPhoto, birthYear: shown.birthYear })}
        />
      )}
    </main>
  );
}

function YearForm({ say, disabled, onOpen }: { say: Say; disabled: boolean; onOpen: (year: string) => void }) {
  const id = useId();
  const [year, setYear] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onOpen(year.trim());
      }}
    >
      <p>{say('c.lead.text')}</p>
      <label for={id}>{say('c.year')}</label>
      <p class="quiet" id={`${id}-hint`}>
        {say('c.hint')}
      </p>
      <DigitsField id={id} digits={4} value={year} onInput={setYear} describedBy={`${id}-hint`} />
      <button type="submit" class="primary" disabled={disabled}>
        {say('c.open')}
      </button>
    </form>
  );
}

interface PassportProps {
  readonly code: string;
  readonly shown: Shown;
  readonly say: Say;
  readonly language: string;
  readonly saving: Layout | null;
  readonly onSave: (layout: Layout, withPhoto: boolean) => void;
}

function Passport({ code, shown, say, language, saving, onSave }: PassportProps) {
  const holder = { code, birthYear: shown.birthYear };
  const { report, opened } = shown;
  const claims = report?.claims ?? null;
  const items = report?.items ?? [];
  const isOnline = /\/c\/[a-z2-7]+$/.test(opened.sp1Url);
  return (
    <>
      <Listen language={language} say={say} text={() => spokenText(document.querySelector('.worker'))} />
      <CodePicture svg={opened.qrSvg} say={say} number={claims?.number ?? null} />
      {isOnline ? <p class="quiet">{say('c.small')}</p> : null}
      {report === null || report.verdict === 'genuine-and-current' ? null : (
        <p class="notice">
          {report.title}. {report.whatToDo}
        </p>
      )}
      {claims === null ? null : (
        <>
          <div class="with-portrait">
            {opened.photo === null ? null : <HolderPhoto jpeg={opened.photo} say={say} />}
            <Person claims={claims} say={say} language={language} />
          </div>
          <Skills claims={claims} say={say} language={language} picture={Pictogram} />
        </>
      )}
      {items.length === 0 ? null : <Items items={items} say={say} language={language} />}
      <SavePanel {...{ opened, holder, say, saving }} onPrint={onSave} />
      <SharePanel {...{ holder, say, language }} hasPhoto={opened.photo !== null} />
      <RequestPanel holder={holder} claims={claims} say={say} language={language} />
      <p class="quiet">{say('w.mine')}</p>
      <button type="button" class="wide" onClick={clear}>
        {say('w.finish')}
      </button>
    </>
  );
}

interface ItemsProps {
  readonly items: readonly VerificationReport[];
  readonly say: Say;
  readonly language: string;
}

/** A flat list: what it is, until when, and a word where something is not in order. */
const Items = ({ items, say, language }: ItemsProps) => (
  <ul class="passport-items">
    {items.map(({ claims, verdict, title, whatToDo }, position) => (
      <li key={position}>
        <Pictogram of={claims?.experience?.occupation ?? claims?.title ?? ''} />
        <div>
          <h2>{claims === null ? title : <Registered>{claims.experience?.occupation ?? claims.title}</Registered>}</h2>
          <p>
            {claims?.validUntil ? say('valid.until', { date: dayText(claims.validUntil, language) }) : say('noend')}
          </p>
          {verdict === 'genuine-and-current' ? null : (
            <p class="notice">
              {title}. {whatToDo}
            </p>
          )}
          {claims === null ? null : (
            <details class="more">
              <summary>{claims.experience ? say('c.details') : say('units')}</summary>
              <Skills claims={claims} say={say} language={language} picture={Pictogram} />
            </details>
          )}
        </div>
      </li>
    ))}
  </ul>
);

/** Only what can be seen, and not the small print: names, awards, dates, notices. */
function spokenText(page: Element | null): readonly string[] {
  const parts = page?.querySelectorAll(
    'h1, .notice, .holder, .award, .facts li, .passport-items h2, .unit-title, .sent li',
  );
  return [...(parts ?? [])].filter((part) => part.checkVisibility?.() ?? true).map((part) => part.textContent ?? '');
}
