import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { checkOne, csvOf, maxRows, sourcesOfText, waiting, type BatchRow, type BatchSource } from '../check/batch.js';
import type { Check } from '../check/page-verifier.js';
import type { Say } from '../locales/strings.js';
import { DropZone, takeFiles } from '../parts/drop-zone.js';
import { saveFile } from '../save-file.js';
import { useLeaveWhenUnattended } from '../unattended.js';
import { Icon } from './icons.js';
import '../styles/worker.css';
import { Title } from './claims.js';

interface BatchProps {
  readonly check: Check;
  readonly say: Say;
  readonly language: string;
  readonly ready: boolean;
}

interface Run {
  readonly rows: readonly BatchRow[];
  readonly note: string | null;
  readonly isRunning: boolean;
  readonly add: (sources: readonly BatchSource[]) => void;
  readonly stop: () => void;
  readonly clear: () => void;
}

/** One after the other, in the order added; stopping keeps what was checked. */
function useRun({ check, say, language }: Omit<BatchProps, 'ready'>): Run {
  const [rows, setRows] = useState<readonly BatchRow[]>([]);
  const [note, setNote] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const queue = useRef<{ source: BatchSource; at: number }[]>([]);
  const working = useRef(false);
  // The language of a row is the one it was checked in.
  const latest = useRef({ check, language, say });
  latest.current = { check, language, say };
  const put = (at: number, row: BatchRow): void =>
    setRows((old) => old.map((one, index) => (index === at ? row : one)));
  const run = async (): Promise<void> => {
    if (working.current) return;
    working.current = true;
    setRunning(true);
    for (let next = queue.current.shift(); next; next = queue.current.shift()) {
      const { source, at } = next;
      put(at, { ...waiting(source), state: 'checking' });
      put(at, await checkOne(source, latest.current).catch(() => unreadable(source, latest.current.say)));
    }
    working.current = false;
    setRunning(false);
  };
  return {
    rows,
    note,
    isRunning,
    add: (sources) => {
      const room = sources.slice(0, maxRows - rows.length);
      setNote(room.length < sources.length ? say('batch.limit', { n: maxRows }) : null);
      queue.current.push(...room.map((source, index) => ({ source, at: rows.length + index })));
      setRows([...rows, ...room.map(waiting)]);
      void run();
    },
    stop: () => {
      queue.current = [];
      setRows((old) => old.map((row) => (row.state === 'waiting' ? { ...row, state: 'skipped' } : row)));
      setNote(say('batch.stopped'));
    },
    clear: () => {
      queue.current = [];
      setRows([]);
      setNote(null);
    },
  };
}

const unreadable = (source: BatchSource, say: Say): BatchRow => ({
  ...waiting(source),
  state: 'problem',
  answer: say('type.unknown'),
  codes: ['E15'],
});

/** Many files or links, one table. Each is checked on this device. */
export function Batch({ ready, ...props }: BatchProps) {
  const { say } = props;
  const { rows, note, isRunning, add, stop, clear } = useRun(props);
  useEffect(() => {
    document.title = `${say('batch')} - ${say('title')}`;
  }, [say]);
  useLeaveWhenUnattended(rows.length > 0, clear);
  const finished = rows.filter(({ state }) => state !== 'waiting' && state !== 'checking').length;
  const save = (): void => saveFile(new Blob([csvOf(rows, say)], { type: 'text/csv' }), 'skills-passport-check.csv');
  return (
    <main id="main" class="batch" tabIndex={-1}>
      <h1>{say('batch')}</h1>
      <p class="lead">{say('batch.lead')}</p>
      <Inputs say={say} disabled={!ready} onAdd={add} />
      <p role="status" class="batch-progress">
        {rows.length === 0 ? '' : say('batch.progress', { n: finished, total: rows.length })} {note}
      </p>
      {rows.length === 0 ? null : (
        <>
          <progress max={rows.length} value={finished} aria-label={say('batch')} />
          <div class="actions">
            {isRunning ? (
              <button type="button" onClick={stop}>
                {say('batch.stop')}
              </button>
            ) : null}
            <button type="button" onClick={save}>
              <Icon name="save" /> {say('batch.csv')}
            </button>
            <button type="button" class="plain" onClick={clear} disabled={isRunning}>
              {say('batch.clear')}
            </button>
          </div>
          <Table rows={rows} say={say} />
        </>
      )}
    </main>
  );
}

interface InputsProps {
  readonly say: Say;
  readonly disabled: boolean;
  readonly onAdd: (sources: readonly BatchSource[]) => void;
}

function Inputs({ say, disabled, onAdd }: InputsProps) {
  const id = useId();
  const [text, setText] = useState('');
  const addFiles = (files: readonly File[]): void => onAdd(files.map((file) => ({ name: file.name, file })));
  return (
    <>
      <DropZone onFiles={(files) => (disabled ? undefined : addFiles(files))}>
        <input
          id={id}
          type="file"
          multiple
          class="visually-hidden"
          disabled={disabled}
          accept="image/png,image/jpeg,image/webp,application/pdf,application/json,.json,.jwt,.txt"
          onChange={(event) => addFiles(takeFiles(event.currentTarget))}
        />
        <label for={id} class="button primary">
          <Icon name="upload" /> {say('batch.add')}
        </label>
        <p class="quiet">{say('batch.drop')}</p>
      </DropZone>
      <form
        class="batch-paste"
        onSubmit={(event) => {
          event.preventDefault();
          onAdd(sourcesOfText(text, (line) => say('batch.line', { n: line })));
          setText('');
        }}
      >
        <label for={`${id}-text`}>{say('batch.paste')}</label>
        <textarea
          id={`${id}-text`}
          rows={4}
          spellcheck={false}
          autocomplete="off"
          dir="ltr"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" disabled={disabled || text.trim() === ''}>
          {say('batch.start')}
        </button>
      </form>
    </>
  );
}

function Table({ rows, say }: { rows: readonly BatchRow[]; say: Say }) {
  const [whole, award, person, number] = ['batch.file', 'batch.award', 'batch.person', 'batch.number'] as const;
  return (
    <div class="table-room" tabIndex={0} role="region" aria-label={say('batch')}>
      <table class="batch-table">
        <thead>
          <tr>
            <th scope="col">{say(whole)}</th>
            <th scope="col">{say('batch.answer')}</th>
            <th scope="col">{say(award)}</th>
            <th scope="col">{say(person)}</th>
            <th scope="col">{say(number)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Line key={index} row={row} say={say} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const stateWords = { waiting: 'batch.waiting', checking: 'batch.checking', skipped: 'batch.skipped' } as const;

function Line({ row, say }: { row: BatchRow; say: Say }) {
  const { name, state, answer, report, codes } = row;
  const claims = report?.claims ?? null;
  const isOver = state === 'done' || state === 'problem';
  const tone = report === null ? state : report.items.length === 0 ? report.verdict : 'items';
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>
        <span class={`batch-tone tone-${tone}`}>{isOver ? answer : say(stateWords[state])}</span>
        {codes.length === 0 ? null : <span class="spoken-code">{codes.join(' ')}</span>}
      </td>
      <td>{claims === null ? '' : <Title claims={claims} />}</td>
      <td>
        <bdi>{claims?.holder.name ?? ''}</bdi>
      </td>
      <td>
        <bdi>{claims?.number ?? ''}</bdi>
      </td>
    </tr>
  );
}
