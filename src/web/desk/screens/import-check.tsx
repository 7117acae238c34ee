import type { DeskSay } from '../../locales/desk/strings.js';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { csvOf, type FileTable } from '../local/read-table.js';
import { Button, SelectField, Table, Tabs, Tiles } from '../parts/index.js';
import { calendarDay, nameOf } from '../words.js';
import { ApplyFor, type ApplyChoice } from './apply-for.js';
import type { CandidateField } from '../../../shared/index.js';
import { contentOf, type Answers, type Preview, type RowProblem } from './import-table.js';

interface CheckProps {
  readonly table: FileTable;
  readonly preview: Preview;
  readonly answers: Answers;
  readonly apply: ApplyChoice;
  readonly isBusy: boolean;
  readonly onApply: (choice: ApplyChoice) => void;
  readonly onAnswers: (answers: Answers) => void;
  readonly onSave: () => void;
}

/** First what concerns columns and dates, because one answer settles many rows; then the rows. */
export function ImportCheck(props: CheckProps) {
  const { say, me } = useDesk();
  const { table, preview, answers, isBusy, onAnswers, onSave } = props;
  const missing = preview.problems.filter(({ code }) => code === 'C11');
  const twoWays = preview.problems.find(({ code }) => code === 'C13');
  const others = preview.problems.filter(({ code }) => code !== 'C11');
  const staysOut = new Set(others.map(({ row }) => row)).size + preview.already.length;
  return (
    <>
      {missing.length > 0 && <MatchColumns {...{ table, missing, answers, onAnswers }} />}
      {(twoWays !== undefined || answers.dateOrder !== null) && (
        <DateQuestion {...{ table, preview, answers, onAnswers }} problem={twoWays} />
      )}
      {missing.length === 0 && (
        <>
          <Tabs
            label={say('import.step.check')}
            tabs={[
              {
                key: 'problems',
                title: say('import.problems', { n: others.length }),
                content: () => <Problems {...{ table, preview }} problems={others} />,
              },
              {
                key: 'already',
                title: say('import.already', { n: preview.already.length }),
                content: () => <Already preview={preview} />,
              },
              {
                key: 'ready',
                title: say('import.ready', { n: preview.ready.length }),
                content: () => <Ready preview={preview} />,
              },
            ]}
          />
          {preview.ready.length > 0 && (
            <>
              {may(me, 'application.fill') && <ApplyFor choice={props.apply} onChange={props.onApply} />}
              <div class="actions">
                <Button kind="primary" isBusy={isBusy} onClick={onSave}>
                  {say('import.save', { n: preview.ready.length })}
                </Button>
                {staysOut > 0 && <p>{say('import.stay-out', { n: staysOut })}</p>}
              </div>
            </>
          )}
        </>
      )}
    </>
  );
}

type QuestionProps = Pick<CheckProps, 'table' | 'answers' | 'onAnswers'>;

function MatchColumns({
  table,
  missing,
  answers,
  onAnswers,
}: QuestionProps & { readonly missing: readonly RowProblem[] }) {
  const { say } = useDesk();
  return (
    <section>
      <h2>{say('import.match')}</h2>
      {missing.map(({ column }) => (
        <SelectField
          key={column}
          id={`match-${column}`}
          label={`${say(`column.${column}`)} · C11`}
          error={say('import.C11')}
          value=""
          onChange={(place) =>
            onAnswers({
              ...answers,
              mapping: { ...answers.mapping, [column]: Number(place) } satisfies Answers['mapping'],
            })
          }
          options={[
            ['', say('import.not-there')],
            ...table.columns.map((title, place) => [String(place), title] as const),
          ]}
        />
      ))}
    </section>
  );
}

interface DateQuestionProps extends QuestionProps {
  readonly preview: Preview;
  readonly problem: RowProblem | undefined;
}

/** C13 once for the whole file. The answer can be changed. */
function DateQuestion({ table, preview, problem, answers, onAnswers }: DateQuestionProps) {
  const { say, language } = useDesk();
  const [dayFirst = '', monthFirst = ''] = problem?.choices ?? [];
  const legend =
    problem === undefined
      ? say('import.C13')
      : say('import.dates', {
          value: contentOf(table, preview, problem),
          a: calendarDay(dayFirst, language),
          b: calendarDay(monthFirst, language),
        });
  return (
    <Tiles
      name="date-order"
      legend={`${legend} C13`}
      tiles={[
        { value: 'day-first', title: say('import.day-first') },
        { value: 'month-first', title: say('import.month-first') },
      ]}
      chosen={answers.dateOrder === null ? [] : [answers.dateOrder]}
      onChoose={(value) => onAnswers({ ...answers, dateOrder: value === 'day-first' ? 'day-first' : 'month-first' })}
    />
  );
}

const toDo = (say: DeskSay, problem: RowProblem): string => {
  if (problem.code === 'C14' && problem.choices[0] !== undefined)
    return say('import.C14.guess', { guess: problem.choices[0] });
  return say(`import.${problem.code}`, { row: problem.choices[0] ?? '' });
};

interface ProblemsProps {
  readonly table: FileTable;
  readonly preview: Preview;
  readonly problems: readonly RowProblem[];
}

function Problems({ table, preview, problems }: ProblemsProps) {
  const { say } = useDesk();
  const columnName = (column: CandidateField): string => say(`column.${column}`);
  const download = (): void => {
    const head = [say('import.row'), say('import.column'), say('import.content'), say('import.to-do')];
    const rows = problems.map((problem) => [
      String(problem.row ?? ''),
      columnName(problem.column),
      contentOf(table, preview, problem),
      `${problem.code} ${toDo(say, problem)}`,
    ]);
    saveFile('problems.csv', `\ufeff${csvOf([head, ...rows])}`);
  };
  return (
    <>
      <Table
        caption={say('import.problems', { n: problems.length })}
        hideCaption
        rows={problems}
        keyOf={(problem) => `${problem.row ?? 0} ${problem.column} ${problem.code}`}
        empty={say('import.none')}
        columns={[
          { key: 'row', title: say('import.row'), isHeader: true, cell: ({ row }) => row },
          { key: 'column', title: say('import.column'), cell: ({ column }) => columnName(column) },
          {
            key: 'content',
            title: say('import.content'),
            cell: (problem) => <bdi>{contentOf(table, preview, problem) || '–'}</bdi>,
          },
          {
            key: 'to-do',
            title: say('import.to-do'),
            cell: (problem) => (
              <span class="row-error">
                {toDo(say, problem)}{' '}
                <span class="code" dir="ltr">
                  {problem.code}
                </span>
              </span>
            ),
          },
        ]}
      />
      {problems.length > 0 && <Button onClick={download}>{say('import.download')}</Button>}
    </>
  );
}

function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

function Already({ preview }: { readonly preview: Preview }) {
  const { say, language } = useDesk();
  return (
    <Table
      caption={say('import.already', { n: preview.already.length })}
      hideCaption
      rows={preview.already}
      keyOf={({ row }) => String(row)}
      empty={say('import.none')}
      columns={[
        { key: 'row', title: say('import.row'), isHeader: true, cell: ({ row }) => row },
        { key: 'name', title: say('candidate.name'), cell: ({ names }) => <bdi>{nameOf(names)}</bdi> },
        {
          key: 'born',
          title: say('candidate.birth-date'),
          cell: ({ born }) => (born === null ? '–' : calendarDay(born, language)),
        },
      ]}
    />
  );
}

function Ready({ preview }: { readonly preview: Preview }) {
  const { say, language } = useDesk();
  return (
    <Table
      caption={say('import.ready', { n: preview.ready.length })}
      hideCaption
      rows={preview.ready}
      keyOf={({ row }) => String(row)}
      empty={say('import.none')}
      columns={[
        { key: 'row', title: say('import.row'), isHeader: true, cell: ({ row }) => row },
        { key: 'name', title: say('candidate.name'), cell: ({ details }) => <bdi>{nameOf(details.names)}</bdi> },
        {
          key: 'born',
          title: say('candidate.birth-date'),
          cell: ({ details }) => calendarDay(details.birthDate.value, language),
        },
      ]}
    />
  );
}
