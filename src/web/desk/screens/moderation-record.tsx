import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { ActDialog, Button, Link, Loading, Notice, Page, Reason, reasonOf, TextField } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { useAction, useLoad } from '../use-load.js';
import { dayOf } from '../words.js';
import { useTyped } from '../use-typed.js';
import { RecordSheet } from './decide-sheet.js';
import { Reasons } from './moderation-list.js';
import type { Look, ModerationFile } from './moderation-shapes.js';
import { wordOf } from './officer-words.js';
import { Registered } from '../../parts/registered.js';

const outcomes = ['uphold', 'return', 'void'] as const;
type Outcome = (typeof outcomes)[number];

/** One record that is held: what was assessed on one side, why it was drawn and what moderators wrote on the other. */
export default function ModerationRecord({ params }: ScreenProps) {
  const { api } = useDesk();
  const recordId = params['recordId'] ?? '';
  const loaded = useLoad(`moderation ${recordId}`, () =>
    api.get<ModerationFile>(`/api/assessment/records/${recordId}/moderation-file`),
  );
  return <Loading of={loaded}>{(file) => <Opened file={file} again={loaded.again} />}</Loading>;
}

function Opened({ file, again }: { readonly file: ModerationFile; readonly again: () => void }) {
  const { say, me } = useDesk();
  const [done, setDone] = useState<Outcome | null>(null);
  const { record, candidate, looks, hinders } = file;
  const isHeld = record.state === 'under-moderation';
  const last = looks.at(-1);
  return (
    <Page title={candidate.name} above={<Link to="/desk/moderation">{say('mod.to-list')}</Link>} isWide>
      <p class="quiet">
        <Registered>{file.qualification}</Registered> · {say('decide.record', { number: record.referenceNo })}
      </p>
      {done !== null && <Notice kind="good" title={say(`mod.done.${done}`)} />}
      <div class="two-sides">
        <RecordSheet file={file} />
        <section aria-labelledby="why">
          <h2 id="why">{say('mod.why')}</h2>
          <Reasons reasons={last?.reasons ?? []} riskFlags={record.riskFlags} />
          {record.acknowledgement?.disagrees === true && <Notice kind="caution">{say('mod.disagrees')}</Notice>}
          <Written looks={looks} />
        </section>
      </div>
      {isHeld && hinders !== null && (
        <Notice kind="stop" title={say('mod.not-you')}>
          <Reason {...reasonOf(hinders)} />
        </Notice>
      )}
      {isHeld && hinders === null && done === null && may(me, 'record.moderate') && (
        <Settle
          recordId={record.id}
          isCalledVoid={last?.outcome === 'void'}
          onDone={(outcome) => {
            setDone(outcome);
            again();
          }}
        />
      )}
    </Page>
  );
}

/** Outcomes so far, oldest first. */
function Written({ looks }: { readonly looks: readonly Look[] }) {
  const { say, language } = useDesk();
  const settled = looks.filter(({ outcome }) => outcome !== null);
  if (settled.length === 0) return null;
  return (
    <>
      <h2>{say('mod.written')}</h2>
      <ul>
        {settled.map(({ settledAt, outcome, by, note }) => (
          <li key={settledAt}>
            {dayOf(settledAt ?? '', language)}: {wordOf(say, 'mod.outcome', outcome ?? '')}, <bdi>{by}</bdi>
            {note !== null && (
              <>
                . <bdi>{note}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface SettleProps {
  readonly recordId: string;
  /** Then only another moderator goes on, and not by calling it void once more. */
  readonly isCalledVoid: boolean;
  readonly onDone: (outcome: Outcome) => void;
}

function Settle({ recordId, isCalledVoid, onDone }: SettleProps) {
  const { say, api } = useDesk();
  const action = useAction();
  const [asked, setAsked] = useTyped<Outcome | null>('asked', null);
  const [note, setNote] = useTyped('note', '');
  const [isMissing, setMissing] = useState(false);
  const error = isMissing && note.trim() === '' ? say('mod.note.missing') : undefined;
  const write = async (outcome: Outcome): Promise<void> => {
    if (note.trim() === '') return setMissing(true);
    const body = { recordIds: [recordId], outcome, note: note.trim() };
    if (await action.run(() => api.post('/api/assessment/records/moderate', body))) {
      setAsked(null);
      onDone(outcome);
    }
  };
  const close = (): void => {
    action.clear();
    setAsked(null);
  };
  return (
    <section class="decide-bar" aria-label={say('mod.title')}>
      <div class="actions">
        {outcomes
          .filter((outcome) => !isCalledVoid || outcome !== 'void')
          .map((outcome) => (
            <Button
              key={outcome}
              kind={outcome === 'uphold' ? 'primary' : 'normal'}
              onClick={() => {
                setMissing(false);
                setAsked(outcome);
              }}
            >
              {say(`mod.do.${outcome}`)}
            </Button>
          ))}
      </div>
      {asked !== null && (
        <ActDialog
          title={say(`mod.do.${asked}`)}
          about={<p>{say(`mod.effect.${asked}`)}</p>}
          action={action}
          errors={error === undefined ? {} : { note: error }}
          doing={say('mod.write')}
          isHard={asked === 'void'}
          onDo={() => void write(asked)}
          onClose={close}
        >
          <TextField id="note" label={say('mod.note')} value={note} onInput={setNote} lines={4} error={error} />
        </ActDialog>
      )}
    </section>
  );
}
