import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { Above, FactSheet, FileScreen, Link } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { calendarDay, dayOf } from '../words.js';
import { AppealActs } from './appeal-acts.js';
import type { AppealFile, RecordFacts } from './appeal-shapes.js';
import { Due } from './appeals.js';
import { wordOf } from './officer-words.js';
import { Registered } from '../../parts/registered.js';

/** One appeal or complaint: what the person says, until when it is answered, and the step that follows. */
export default function AppealScreen({ params }: ScreenProps) {
  const { say } = useDesk();
  return (
    <FileScreen<AppealFile>
      path={`/api/assessment/appeals/${params['appealId'] ?? ''}/file`}
      title={({ appeal }) => say(`appeal.kind.${appeal.kind}`)}
      above={<Above to="/desk/appeals">{say('appeal.title')}</Above>}
    >
      {(file, onDone) => (
        <>
          <p>
            <strong>{wordOf(say, 'appeal.state', file.appeal.state)}</strong>
          </p>
          {file.appeal.due !== null && (
            <p>
              <Due row={file.appeal} />
            </p>
          )}
          <h2>{say('appeal.statement')}</h2>
          <p class="said">
            <bdi>{file.appeal.statement}</bdi>
          </p>
          <Facts file={file} />
          {file.appeal.answer !== null && (
            <>
              <h2>{say('appeal.answer')}</h2>
              <p class="said">
                <bdi>{file.appeal.answer}</bdi>
              </p>
            </>
          )}
          <AppealActs file={file} onDone={onDone} />
        </>
      )}
    </FileScreen>
  );
}

function Facts({ file: { appeal, record, remedyRecord } }: { readonly file: AppealFile }) {
  const { say, language } = useDesk();
  const moment = (at: string | null): string => (at === null ? '' : dayOf(at, language));
  const day = (on: string | null): string => (on === null ? '' : calendarDay(on, language));
  const rows: readonly (readonly [string, string])[] = [
    [say('appeal.who'), appeal.name === '' ? say('appeal.anonymous') : appeal.name],
    [say('word.site'), appeal.site],
    [say('appeal.lodged'), [moment(appeal.lodgedAt), appeal.lodgedBy].filter((part) => part !== '').join(' · ')],
    [say('appeal.window'), day(appeal.windowEnds)],
    [say('appeal.late-reason'), appeal.lateReason ?? ''],
    [say('appeal.state.acknowledged'), moment(appeal.acknowledgedAt)],
    [say('ask.due'), day(appeal.answerDue)],
    [say('appeal.reviewer'), appeal.reviewer],
    [say('appeal.answered'), moment(appeal.answeredAt)],
    [say('appeal.escalate-until'), day(appeal.escalateUntil)],
    [say('appeal.remedy'), appeal.remedy === null ? '' : wordOf(say, 'appeal.remedy', appeal.remedy)],
    [say('appeal.ruled-by'), appeal.ruledBy],
  ];
  return (
    <FactSheet rows={rows}>
      {record !== null && <RecordRow label={say('follow.record')} record={record} />}
      {remedyRecord !== null && <RecordRow label={say('appeal.remedy.record')} record={remedyRecord} />}
    </FactSheet>
  );
}

function RecordRow({ label, record }: { readonly label: string; readonly record: RecordFacts }) {
  const { say, me, language } = useDesk();
  const words = [
    calendarDay(record.assessedOn, language),
    record.overall === null ? '' : wordOf(say, 'overall', record.overall),
    wordOf(say, 'record', record.state),
  ].filter((part) => part !== '');
  const number = <bdi dir="ltr">{record.referenceNo}</bdi>;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {may(me, 'records.read') ? <Link to={`/desk/records/${record.id}`}>{number}</Link> : number}
        <span class="quiet block">
          <Registered>{record.title}</Registered> · <bdi>{words.join(' · ')}</bdi>
        </span>
      </dd>
    </div>
  );
}
