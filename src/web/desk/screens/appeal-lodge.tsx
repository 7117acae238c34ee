import { useState } from 'preact/hooks';
import { may, organizationOf } from '../api/me.js';
import type { Person, QualificationBrief, Site } from '../api/shapes.js';
import { useDesk } from '../context.js';
import {
  Above,
  Button,
  ErrorSummary,
  Link,
  Loading,
  Notice,
  Page,
  ProblemNotice,
  SelectField,
  TextField,
  Tiles,
  useCheckedAction,
  type FieldErrors,
} from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { calendarDay, nameOf } from '../words.js';
import { useTyped } from '../use-typed.js';
import type { RecordFacts } from './appeal-shapes.js';
import { wordOf } from './officer-words.js';

interface Known {
  readonly people: readonly Person[];
  readonly sites: readonly Site[];
  readonly schemes: readonly string[];
}

interface Wish {
  readonly kind: 'appeal' | 'complaint';
  readonly personId: string;
  readonly recordId: string;
  readonly siteId: string;
  readonly scheme: string;
  readonly statement: string;
  readonly lateReason: string;
}

const nothing: Wish = {
  ...{ kind: 'appeal', personId: '', recordId: '', siteId: '', scheme: '', statement: '', lateReason: '' },
};

interface Lodged {
  readonly id: string;
  readonly lodgedAt: string;
  readonly windowEnds: string;
  readonly answerDue: string;
  readonly lateReason: string | null;
}

/** Receive an appeal or a complaint: free of charge, told by mouth if the person likes, written down in their words. */
export default function AppealLodge() {
  const { say, api, me } = useDesk();
  const loaded = useLoad('appeal-lodge', async (): Promise<Known> => {
    // An awarding body has one scheme; others name it.
    const isBody = organizationOf(me)?.kind === 'scheme';
    const [people, sites, qualifications] = await Promise.all([
      api.all<Person>('/api/assessment/candidates'),
      api.all<Site>('/api/assessment/sites'),
      isBody ? [] : api.get<readonly QualificationBrief[]>('/api/assessment/qualifications'),
    ]);
    return { people, sites, schemes: [...new Set(qualifications.map(({ scheme }) => scheme))] };
  });
  const [lodged, setLodged] = useState<Lodged | null>(null);
  return (
    <Page title={say('appeal.receive')} above={<Above to="/desk/appeals">{say('appeal.title')}</Above>}>
      <p>{say('appeal.lead')}</p>
      {lodged !== null && <Received lodged={lodged} onAnother={() => setLodged(null)} />}
      {lodged === null && <Loading of={loaded}>{(known) => <Form known={known} onDone={setLodged} />}</Loading>}
    </Page>
  );
}

function Received({ lodged, onAnother }: { readonly lodged: Lodged; readonly onAnother: () => void }) {
  const { say, me, language } = useDesk();
  const isLate = lodged.lodgedAt.slice(0, 10) > lodged.windowEnds && lodged.lateReason === null;
  return (
    <>
      <div role="status">
        <Notice kind="good" title={say('appeal.done', { date: calendarDay(lodged.answerDue, language) })} />
        {isLate && (
          <Notice kind="caution" title={say('appeal.done.late', { date: calendarDay(lodged.windowEnds, language) })} />
        )}
      </div>
      <div class="actions">
        <Button kind="primary" onClick={onAnother}>
          {say('appeal.another')}
        </Button>
        {may(me, 'appeals.read') && (
          <Link to={`/desk/appeals/${lodged.id}`} class="button">
            {say('sync.open')}
          </Link>
        )}
      </div>
    </>
  );
}

function Form({ known, onDone }: { readonly known: Known; readonly onDone: (lodged: Lodged) => void }) {
  const { say, api } = useDesk();
  const action = useCheckedAction();
  const { errors } = action;
  const [wish, setWish] = useTyped<Wish>('wish', nothing);
  const change = (part: Partial<Wish>): void => setWish({ ...wish, ...part });
  const send = (): void => {
    const wrong = problemsOf(wish, known, say);
    void action.runUnless(wrong, async () => onDone(await api.post<Lodged>('/api/assessment/appeals', bodyOf(wish))));
  };
  return (
    <>
      <ErrorSummary errors={errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      <Tiles
        name="kind"
        legend={say('accounts.kind')}
        tiles={(['appeal', 'complaint'] as const).map((kind) => ({
          value: kind,
          title: say(`appeal.kind.${kind}`),
          detail: say(`appeal.kind.${kind}.text`),
        }))}
        chosen={[wish.kind]}
        onChoose={(kind) => change({ kind: kind as Wish['kind'], recordId: '' })}
      />
      <Who people={known.people} wish={wish} change={change} error={errors['person']} />
      {wish.kind === 'appeal' && wish.personId !== '' && (
        <Records key={wish.personId} wish={wish} change={change} error={errors['record']} />
      )}
      {wish.kind === 'complaint' && <Where known={known} wish={wish} change={change} errors={errors} />}
      <TextField
        id="statement"
        label={say('appeal.statement')}
        lines={6}
        value={wish.statement}
        onInput={(statement) => change({ statement })}
        error={errors['statement']}
      />
      <TextField
        id="late"
        label={say('optional', { label: say('appeal.late-reason') })}
        hint={say('appeal.late-reason.hint')}
        lines={2}
        value={wish.lateReason}
        onInput={(lateReason) => change({ lateReason })}
      />
      <Button kind="primary" isBusy={action.isBusy} onClick={send}>
        {say('appeal.lodge')}
      </Button>
    </>
  );
}

interface PartProps {
  readonly wish: Wish;
  readonly change: (part: Partial<Wish>) => void;
}

/** So many are offered at once; typing finds the others. */
const OFFERED = 50;

function Who({
  people,
  wish,
  change,
  error,
}: PartProps & { readonly people: readonly Person[]; readonly error: string | undefined }) {
  const { say, language } = useDesk();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase();
  const found = people
    .filter(({ id, names }) => id === wish.personId || nameOf(names).toLocaleLowerCase().includes(wanted))
    .toSorted((left, right) => nameOf(left.names).localeCompare(nameOf(right.names)))
    .slice(0, OFFERED);
  const isOptional = wish.kind === 'complaint';
  const labelOf = ({ names, birthDate }: Person): string =>
    nameOf(names) + (birthDate === null ? '' : ` (${calendarDay(birthDate.value, language)})`);
  return (
    <div class="row">
      <TextField id="search" type="search" label={say('search')} value={search} onInput={setSearch} />
      <SelectField
        id="person"
        label={isOptional ? say('optional', { label: say('appeal.who') }) : say('appeal.who')}
        value={wish.personId}
        onChange={(personId) => change({ personId, recordId: '' })}
        options={[
          ['', isOptional ? say('appeal.anonymous') : say('choose')],
          ...found.map((person) => [person.id, labelOf(person)] as const),
        ]}
        error={error}
      />
    </div>
  );
}

function Records({ wish, change, error }: PartProps & { readonly error: string | undefined }) {
  const { say, api, language } = useDesk();
  const loaded = useLoad(`records ${wish.personId}`, () =>
    api.get<readonly RecordFacts[]>(`/api/assessment/appealable-records/${wish.personId}`),
  );
  return (
    <Loading of={loaded}>
      {(records) =>
        records.length === 0 ? (
          <p class="empty">{say('appeal.which.none')}</p>
        ) : (
          <Tiles
            name="record"
            legend={say('appeal.which')}
            tiles={records.map((record) => ({
              value: record.id,
              title: `${record.title} · ${record.referenceNo}`,
              detail: [
                calendarDay(record.assessedOn, language),
                record.overall === null ? '' : wordOf(say, 'overall', record.overall),
              ]
                .filter((part) => part !== '')
                .join(' · '),
            }))}
            chosen={[wish.recordId]}
            onChoose={(recordId) => change({ recordId })}
            error={error}
          />
        )
      }
    </Loading>
  );
}

function Where({ known, wish, change, errors }: PartProps & { readonly known: Known; readonly errors: FieldErrors }) {
  const { say } = useDesk();
  return (
    <div class="row">
      <SelectField
        id="site"
        label={say('session.where')}
        value={wish.siteId}
        onChange={(siteId) => change({ siteId })}
        options={[['', say('choose')], ...known.sites.map((site) => [site.id, site.name] as const)]}
        error={errors['site']}
      />
      {known.schemes.length > 0 && (
        <SelectField
          id="scheme"
          label={say('appeal.scheme')}
          value={wish.scheme}
          onChange={(scheme) => change({ scheme })}
          options={[['', say('choose')], ...known.schemes.map((scheme) => [scheme, scheme] as const)]}
          error={errors['scheme']}
        />
      )}
    </div>
  );
}

function bodyOf({ kind, personId, recordId, siteId, scheme, statement, lateReason }: Wish): object {
  const late = lateReason.trim() === '' ? {} : { lateReason: lateReason.trim() };
  if (kind === 'appeal') return { kind, recordId, statement: statement.trim(), ...late };
  return {
    ...{ kind, siteId, statement: statement.trim(), ...late },
    ...(scheme === '' ? {} : { scheme }),
    ...(personId === '' ? {} : { personId }),
  };
}

function problemsOf(wish: Wish, known: Known, say: ReturnType<typeof useDesk>['say']): FieldErrors {
  const isAppeal = wish.kind === 'appeal';
  return {
    ...(isAppeal && wish.personId === '' ? { person: say('appeal.who.missing') } : {}),
    ...(isAppeal && wish.personId !== '' && wish.recordId === '' ? { record: say('appeal.which.missing') } : {}),
    ...(!isAppeal && wish.siteId === '' ? { site: say('plan.choose-site') } : {}),
    ...(!isAppeal && known.schemes.length > 0 && wish.scheme === '' ? { scheme: say('appeal.scheme.missing') } : {}),
    ...(wish.statement.trim() === '' ? { statement: say('appeal.statement.missing') } : {}),
  };
}
