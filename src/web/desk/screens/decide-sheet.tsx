import { useDesk } from '../context.js';
import { FactSheet, Table, type Column } from '../parts/index.js';
import { apart, calendarDay, dayOf } from '../words.js';
import type { RecordFile } from './decide-shapes.js';
import { wordOf } from './officer-words.js';
import '../../styles/photo.css';
import { Registered } from '../../parts/registered.js';

/** What was assessed, by whom, with which evidence, and whether it still is what was signed. */
export function RecordSheet({ file }: { readonly file: RecordFile }) {
  const { say, language } = useDesk();
  const { record, candidate, session } = file;
  const rows: readonly (readonly [string, string])[] = [
    [say('decide.assessed'), calendarDay(record.assessedOn, language)],
    [say('word.site'), session.site],
    [say('word.mission'), session.mission],
    [say('decide.assessor'), record.assessor],
    [say('decide.results'), record.overall === null ? '' : wordOf(say, 'outcome', record.overall)],
    [
      say('decide.recommended'),
      record.recommendation === null ? '' : wordOf(say, 'recommend', record.recommendation.kind),
    ],
    [
      say('decide.signed-by'),
      record.signatures
        .map(({ role, at, by }) =>
          [wordOf(say, 'part', role), by && apart(by), dayOf(at, language)].filter(Boolean).join(', '),
        )
        .join(' · '),
    ],
  ];
  return (
    <section aria-labelledby="sheet">
      <h2 id="sheet">{say('decide.sheet')}</h2>
      {candidate.hasPhoto === true && (
        <img
          class="portrait"
          src={`/api/assessment/candidates/${candidate.personId}/photo`}
          alt={say('candidate.photo.of', { name: candidate.name })}
        />
      )}
      {candidate.names.slice(1).map((name) => (
        <p key={name.script}>
          <bdi>{[name.given, name.family].join(' ')}</bdi>
        </p>
      ))}
      <FactSheet rows={rows} />
      <p class={record.isAsSigned ? 'mark good' : 'mark stop'}>
        {record.isAsSigned ? `✓ ${say('decide.sealed')}` : `✕ ${say('decide.not-sealed')}`}
      </p>
      <Units file={file} />
      <Evidence file={file} />
    </section>
  );
}

type Unit = RecordFile['units'][number];

function Units({ file }: { readonly file: RecordFile }) {
  const { say } = useDesk();
  const columns: readonly Column<Unit>[] = [
    {
      key: 'unit',
      title: say('decide.unit'),
      isHeader: true,
      cell: (unit) => <Registered>{unit.title || unit.code}</Registered>,
    },
    {
      key: 'results',
      title: say('decide.results'),
      cell: (unit) => (
        <ul class="plain-list">
          {unit.results.map((result) => (
            <li key={result.method}>
              <span class="pair">
                {wordOf(say, 'method', result.method)}: {wordOf(say, 'outcome', result.outcome)}
              </span>
              {result.note !== null && (
                <>
                  . <bdi>{result.note}</bdi>
                </>
              )}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <Table
      caption={say('decide.unit')}
      hideCaption
      columns={columns}
      rows={file.units}
      keyOf={(unit) => unit.code}
      empty=""
    />
  );
}

type Item = RecordFile['evidence'][number];

function Evidence({ file }: { readonly file: RecordFile }) {
  const { say, language } = useDesk();
  const columns: readonly Column<Item>[] = [
    {
      key: 'kind',
      title: say('decide.evidence.kind'),
      isHeader: true,
      cell: (item) => wordOf(say, 'method', item.kind),
    },
    { key: 'when', title: say('word.when'), cell: (item) => dayOf(item.capturedAt, language) },
    {
      key: 'file',
      title: say('decide.evidence.file'),
      cell: (item) => <EvidenceFile recordId={file.record.id} item={item} />,
    },
    {
      key: 'hash',
      title: say('decide.evidence.hash'),
      cell: (item) => (
        <code dir="ltr" title={item.sha256}>
          {item.sha256.slice(0, 8)}…{item.sha256.slice(-8)}
        </code>
      ),
    },
  ];
  return (
    <Table
      caption={say('decide.evidence')}
      columns={columns}
      rows={file.evidence}
      keyOf={(item) => item.id}
      empty={say('decide.evidence.none')}
    />
  );
}

/** What is a picture is seen here; everything else is a download, never shown on this origin. */
const PICTURES = ['photo', 'signature'];

function EvidenceFile({ recordId, item }: { readonly recordId: string; readonly item: Item }) {
  const { say } = useDesk();
  if (item.fileId === null) return null;
  const address = `/api/assessment/records/${recordId}/evidence-files/${item.fileId}`;
  const name = wordOf(say, 'method', item.kind);
  return (
    <a href={address} download>
      {PICTURES.includes(item.kind) && <img class="evidence-picture" src={address} alt={name} loading="lazy" />}
      {say('decide.evidence.open')}
    </a>
  );
}
