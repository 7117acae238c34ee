import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, type DeskProblem } from '../api/problem.js';
import { useDesk } from '../context.js';
import { Button } from './button.js';
import { TextField } from './field.js';
import { ProblemNotice } from './notice.js';
import { Tiles, type Tile } from './tiles.js';

/** One thing that can be chosen, as the service offers it. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

interface FinderProps {
  /** Of the search field; the choices follow it. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Where the service looks for `words` among `kind`. */
  readonly path: string;
  readonly kind: string;
  readonly chosen: Choice | null;
  readonly onChoose: (choice: Choice | null) => void;
  /** Said when there is nothing of this kind at all. */
  readonly none?: string;
  /** A choice that stands before what is found: none of it. */
  readonly noneOfIt?: string;
  readonly error?: string | undefined;
}

/** Somebody goes on typing: the service is asked about whole thoughts, not about letters. */
const ASK_AFTER_MS = 300;

/**
 * One of more than a list can show: typing finds it, wherever it stands. What was chosen stays on the screen whatever is
 * typed next.
 */
export function Finder(props: FinderProps) {
  const { say } = useDesk();
  const { id, label, chosen, onChoose } = props;
  const [words, setWords] = useState('');
  const { rows, isLooking, hasMore, problem, more } = useFound(props, words.trim());
  const offered = chosen === null || rows.some((row) => row.id === chosen.id) ? rows : [chosen, ...rows];
  const tiles: readonly Tile[] = [
    ...(props.noneOfIt === undefined ? [] : [{ value: '', title: props.noneOfIt }]),
    ...offered.map(({ id: value, name, detail }) => ({ value, title: name, ...(detail === '' ? {} : { detail }) })),
  ];
  const name = `${id}-choice`;
  const showMore = async (): Promise<void> => {
    const next = tiles.length;
    await more();
    // The button may be gone; reading goes on with what is new.
    requestAnimationFrame(() => document.getElementById(`${name}-${next}`)?.focus());
  };
  const isNothing = rows.length === 0 && !isLooking && problem === null;
  return (
    <div class="finder">
      <TextField
        id={id}
        type="search"
        label={label}
        hint={[props.hint, say('find.hint')].filter((text) => text !== undefined).join(' ')}
        value={words}
        onInput={setWords}
        error={props.error}
      />
      <p role="status" class="quiet">
        {!isLooking && rows.length > 0 && say(hasMore ? 'find.first' : 'find.found', { n: rows.length })}
        {isNothing && (words.trim() === '' ? props.none : say('find.none'))}
      </p>
      <ProblemNotice problem={problem} say={say} />
      {tiles.length > 0 && (
        <Tiles
          name={name}
          legend={say('choose')}
          tiles={tiles}
          chosen={[chosen?.id ?? '']}
          onChoose={(value) => onChoose(offered.find((row) => row.id === value) ?? null)}
        />
      )}
      {hasMore && <Button onClick={() => void showMore()}>{say('find.more')}</Button>}
    </div>
  );
}

interface Found {
  readonly rows: readonly Choice[];
  readonly hasMore: boolean;
}

/** What fits these words, the first page and as many more as were asked for. */
function useFound({ path, kind }: Pick<FinderProps, 'path' | 'kind'>, words: string) {
  const { api } = useDesk();
  const [found, setFound] = useState<Found>({ rows: [], hasMore: false });
  const [isLooking, setLooking] = useState(true);
  const [problem, setProblem] = useState<DeskProblem | null>(null);
  const round = useRef(0);
  const look = async (before: readonly Choice[]): Promise<void> => {
    const mine = round.current;
    // What was asked before may answer later.
    const isCurrent = (): boolean => mine === round.current;
    try {
      const page = await api.post<Found>(path, { kind, words, offset: before.length });
      if (!isCurrent()) return;
      setFound({ rows: [...before, ...page.rows], hasMore: page.hasMore });
      setProblem(null);
    } catch (error) {
      if (isCurrent()) setProblem(asProblem(error));
    }
    if (isCurrent()) setLooking(false);
  };
  useEffect(() => {
    round.current += 1;
    setLooking(true);
    const timer = setTimeout(() => void look([]), words === '' ? 0 : ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [kind, words]);
  useEffect(() => () => void (round.current += 1), []);
  return { ...found, isLooking, problem, more: () => look(found.rows) };
}
