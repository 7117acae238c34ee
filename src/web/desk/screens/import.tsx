import { useState } from 'preact/hooks';
import type { DeskSay } from '../../locales/desk/strings.js';
import { useDesk } from '../context.js';
import { isFilled, readTable, type FileTable } from '../local/read-table.js';
import { Above, Button, ErrorSummary, FileDrop, Notice, Page, ProblemNotice, Steps } from '../parts/index.js';
import { useAction } from '../use-load.js';
import { noApplication, type ApplyChoice } from './apply-for.js';
import { ImportCheck } from './import-check.js';
import { ImportSave } from './import-save.js';
import { bodyOf, MOST_ROWS, type Answers, type Preview } from './import-table.js';

type Stage =
  | { readonly kind: 'file' }
  | { readonly kind: 'check'; readonly table: FileTable; readonly preview: Preview }
  | { readonly kind: 'save'; readonly table: FileTable; readonly preview: Preview };

const names = ['file', 'check', 'save'] as const;

/** Read a list, look at every problem, then save: nothing is kept before somebody says so. */
export default function Import() {
  const { say, api, announce } = useDesk();
  const [stage, setStage] = useState<Stage>({ kind: 'file' });
  const [answers, setAnswers] = useState<Answers>({ mapping: {}, dateOrder: null });
  const [apply, setApply] = useState<ApplyChoice>(noApplication);
  const [error, setError] = useState<string>();
  const action = useAction();
  const check = (table: FileTable, given: Answers): void => {
    setAnswers(given);
    void action.run(async () => {
      const preview = await api.post<Preview>(
        '/api/assessment/candidates/import/check',
        bodyOf(table, table.rows, given),
      );
      setStage({ kind: 'check', table, preview });
      announce(say('import.read', countsOf(preview, table)));
    });
  };
  const read = async (file: File): Promise<void> => {
    const table = await readTable(file);
    const wrong = problemOf(table, say);
    setError(wrong);
    if (table !== null && wrong === undefined) check(table, { mapping: {}, dateOrder: null });
  };
  return (
    <Page title={say('import.title')} isWide above={<Above to="/desk/candidates">{say('candidates.title')}</Above>}>
      <Steps
        label={say('import.title')}
        names={names.map((name) => say(`import.step.${name}`))}
        at={names.indexOf(stage.kind)}
      />
      <ErrorSummary errors={error === undefined ? {} : { file: error }} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      {stage.kind === 'file' && (
        <FileDrop
          id="file"
          label={say('import.choose')}
          hint={say('import.hint', { max: MOST_ROWS })}
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onFile={(file) => void read(file)}
        />
      )}
      {stage.kind === 'check' && (
        <>
          <p role="status">{say('import.read', countsOf(stage.preview, stage.table))}</p>
          <Notice>
            <p>{say('import.nothing-saved')}</p>
          </Notice>
          <ImportCheck
            {...{ apply, answers }}
            table={stage.table}
            preview={stage.preview}
            isBusy={action.isBusy}
            onApply={setApply}
            onAnswers={(given) => check(stage.table, given)}
            onSave={() => setStage({ ...stage, kind: 'save' })}
          />
          <Button kind="plain" onClick={() => setStage({ kind: 'file' })}>
            {say('import.other-file')}
          </Button>
        </>
      )}
      {stage.kind === 'save' && (
        <ImportSave
          apply={apply}
          // The order found in the whole file: a part of it may not tell.
          answers={{ ...answers, dateOrder: stage.preview.dateOrder }}
          table={stage.table}
          ready={stage.preview.ready}
        />
      )}
    </Page>
  );
}

const countsOf = ({ ready, problems, already }: Preview, table: FileTable) => ({
  total: table.rows.filter(isFilled).length,
  ready: ready.length,
  problems: new Set(problems.map(({ row }) => row)).size,
  already: already.length,
});

/** Why this file cannot be a list; undefined when it can. */
function problemOf(table: FileTable | null, say: DeskSay): string | undefined {
  if (table === null) return say('import.unreadable');
  if (table.rows.length === 0) return say('import.empty');
  const n = table.rows.length;
  return n > MOST_ROWS ? say('import.too-many', { n, max: MOST_ROWS }) : undefined;
}
