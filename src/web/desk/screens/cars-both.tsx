import { useState } from 'preact/hooks';
import type { DeskKey } from '../../locales/desk/strings.js';
import type { Outcome, RecordSheet, UnitResult } from '../api/shapes.js';
import { useOutbox } from '../chip.js';
import { useDesk } from '../context.js';
import { Button, Dialog, Loading, Notice, Table } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { latest, type Ratings } from './cars-ratings.js';
import { Registered } from '../../parts/registered.js';

/** Refusals that mean: this sheet went on elsewhere. */
const ELSEWHERE: readonly string[] = ['D12', 'record-open'];

interface BothProps {
  readonly sheet: RecordSheet;
  readonly ratings: Ratings;
  readonly onAgain: () => void;
}

/** The sheet was rated in two places and both said something else about one cell: the assessor sees both and chooses. */
export function TwoAnswers({ sheet, ratings, onAgain }: BothProps) {
  const { say, outbox } = useDesk();
  const { waiting } = useOutbox();
  const [isOpen, setIsOpen] = useState(false);
  const { record } = sheet;
  const rated = waiting.filter(({ lane, about }) => lane === record.id && about.kind === 'results');
  if (!rated.some(({ stuck }) => stuck !== null && ELSEWHERE.includes(stuck.code))) return null;
  return (
    <Notice kind="caution">
      <p>
        {say('both.text')} <span class="code">D12</span>
      </p>
      <Button onClick={() => setIsOpen(true)}>{say('both.see')}</Button>
      {isOpen && (
        <Choice
          sheet={sheet}
          mine={latest(sheet, waiting)}
          onClose={() => setIsOpen(false)}
          onChoose={async (chosen, seen) => {
            setIsOpen(false);
            for (const { id } of rated) await outbox.discard(id);
            ratings.follow(chosen);
            const act = chosen.length === ratings.total ? 'results' : 'notes';
            if (chosen !== seen)
              await outbox.add({
                lane: record.id,
                path: `/api/assessment/records/${record.id}/${act}`,
                body: { results: chosen, seen },
                about: { kind: 'results', recordId: record.id },
              });
            await outbox.send();
            onAgain();
          }}
        />
      )}
    </Notice>
  );
}

interface ChoiceProps {
  readonly sheet: RecordSheet;
  readonly mine: readonly UnitResult[];
  readonly onClose: () => void;
  /** What shall stand, and what the office had when it was chosen. */
  readonly onChoose: (chosen: readonly UnitResult[], seen: readonly UnitResult[]) => Promise<void>;
}

function Choice({ sheet, mine, onClose, onChoose }: ChoiceProps) {
  const { say, api } = useDesk();
  const { id } = sheet.record;
  // As it is now: the sheet behind was read before the other ratings came.
  const loaded = useLoad(`both ${id}`, () => api.get<RecordSheet>(`/api/assessment/records/${id}/sheet`));
  return (
    <Dialog title={say('both.title')} onClose={onClose}>
      <Loading of={loaded}>
        {(office) => (
          <>
            <Differences office={office} mine={mine} />
            <div class="actions">
              <Button kind="primary" onClick={() => void onChoose(overOf(mine, office), office.record.results)}>
                {say('both.keep-mine')}
              </Button>
              <Button onClick={() => void onChoose(office.record.results, office.record.results)}>
                {say('both.keep-office')}
              </Button>
            </div>
          </>
        )}
      </Loading>
      <Button kind="plain" onClick={onClose}>
        {say('cancel')}
      </Button>
    </Dialog>
  );
}

const isAt = (unitCode: string, method: string) => (result: UnitResult) =>
  result.unitCode === unitCode && result.method === method;

/** Results that were entered at the office are revised, never emptied. */
const overOf = (mine: readonly UnitResult[], { record }: RecordSheet): readonly UnitResult[] =>
  record.state === 'open'
    ? mine
    : [...mine, ...record.results.filter(({ unitCode, method }) => !mine.some(isAt(unitCode, method)))];

function Differences({ office, mine }: { readonly office: RecordSheet; readonly mine: readonly UnitResult[] }) {
  const { say } = useDesk();
  const word = (outcome: Outcome | undefined): string => say(outcome === undefined ? 'both.empty' : `cars.${outcome}`);
  const rows = office.units.flatMap(({ code, title }) =>
    office.methods.map((method) => ({
      key: `${code} ${method}`,
      title,
      method: say(`method.${method}` as DeskKey),
      mine: mine.find(isAt(code, method))?.outcome,
      office: office.record.results.find(isAt(code, method))?.outcome,
    })),
  );
  return (
    <Table
      caption={say('both.title')}
      hideCaption
      rows={rows.filter((row) => row.mine !== row.office)}
      keyOf={({ key }) => key}
      empty={say('both.same')}
      columns={[
        {
          key: 'unit',
          title: say('cars.unit'),
          isHeader: true,
          cell: ({ title, method }) => (
            <>
              <Registered>{title}</Registered>, {method}
            </>
          ),
        },
        { key: 'mine', title: say('both.mine'), cell: (row) => word(row.mine) },
        { key: 'office', title: say('both.office'), cell: (row) => word(row.office) },
      ]}
    />
  );
}
