import { useEffect } from 'preact/hooks';
import type { DeskKey } from '../../locales/desk/strings.js';
import type { RecordSheet } from '../api/shapes.js';
import { useOutbox } from '../chip.js';
import { useDesk } from '../context.js';
import { Link, Loading, Notice, Page } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { useScreenOn } from '../../screen-on.js';
import { useLoad } from '../use-load.js';
import { calendarDay, nameOf } from '../words.js';
import { Face } from './candidate-face.js';
import { CarsActs } from './cars-acts.js';
import { TwoAnswers } from './cars-both.js';
import { CarsGrid } from './cars-grid.js';
import { useRatings, useStage } from './cars-ratings.js';
import { Neighbours } from './cars-neighbours.js';
import { Registered } from '../../parts/registered.js';

/** The rating sheet (CARS) of one candidate: units by methods, evidence, agreement and signature. Local first. */
export default function Cars({ params }: ScreenProps) {
  const { say, api } = useDesk();
  const recordId = params['recordId'] ?? '';
  const loaded = useLoad(`cars ${recordId}`, () => api.get<RecordSheet>(`/api/assessment/records/${recordId}/sheet`));
  useReturn(loaded.again);
  return (
    <Page title={say('cars.title')} isWide>
      <Loading of={loaded}>{(sheet) => <Sheet sheet={sheet} onAgain={loaded.again} />}</Loading>
    </Page>
  );
}

function Sheet({ sheet, onAgain }: { readonly sheet: RecordSheet; readonly onAgain: () => void }) {
  const { say, me, language } = useDesk();
  const { waiting } = useOutbox();
  const { record } = sheet;
  const stage = useStage(
    record.state,
    waiting.filter(({ lane }) => lane === record.id),
  );
  const isMine = record.assessorPersonId === me.personId;
  const canRate = isMine && stage === 'rating';
  const ratings = useRatings(sheet, canRate);
  useScreenOn(canRate);
  return (
    <>
      <div class="cars-head">
        <div class="face-and-facts">
          <Face personId={record.personId} names={sheet.names} hasPhoto={sheet.hasPhoto} />
          <div>
            <p class="cars-name">
              <bdi>{nameOf(sheet.names)}</bdi>
            </p>
            <p class="quiet">
              {sheet.names.slice(1).map((name) => (
                <bdi key={name.script}>{nameOf([name])} · </bdi>
              ))}
              {sheet.birthDate !== null &&
                `${say('candidate.born', { date: calendarDay(sheet.birthDate, language) })} · `}
              <Registered>{sheet.qualification?.title ?? ''}</Registered>
            </p>
          </div>
        </div>
        <Neighbours sheet={sheet} />
      </div>
      {!isMine && <Notice>{say('cars.read-only')}</Notice>}
      {stage === 'signed' && (
        <Notice kind="good" title={say(`record.${record.state}` as DeskKey)}>
          {say('cars.signed')}
        </Notice>
      )}
      {isMine && <TwoAnswers {...{ sheet, ratings, onAgain }} />}
      <CarsGrid {...{ sheet, ratings, canRate }} />
      <CarsActs {...{ sheet, ratings, stage, isMine, onAgain }} />
      <p>
        <Link to={`/desk/sessions/${record.sessionId}`}>{say('session.title')}</Link>
      </p>
    </>
  );
}

/** Whoever comes back to a sheet sees it as it is now: another tab or another device may have gone on with it. */
function useReturn(onReturn: () => void): void {
  useEffect(() => {
    const look = (): void => {
      if (!document.hidden && navigator.onLine) onReturn();
    };
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
}
