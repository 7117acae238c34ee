import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { countryName } from '../../countries.js';
import { useDesk } from '../context.js';
import { Button, Loading, Notice, Page, ProblemNotice } from '../parts/index.js';
import { useAction, useLoad } from '../use-load.js';
import { dayOf } from '../words.js';
import { wordOf } from './officer-words.js';
import { ProposeOperator } from './trust-propose.js';

interface Import {
  readonly id: string;
  readonly operator: string;
  /** Null for a list that came as a file. */
  readonly url: string | null;
  readonly roots: readonly string[];
  readonly state: 'proposed' | 'active' | 'withdrawn';
  readonly listVersion: number;
  readonly fetchedAt: string;
  readonly lastProblem: string | null;
  readonly proposedBy: string;
  readonly issuers: readonly { readonly did: string; readonly name: string; readonly country: string }[];
  /** Those of `issuers` that nobody here agreed to. */
  readonly waiting: readonly string[];
}

type Told = 'trust.proposed' | 'trust.done' | 'trust.withdrawn' | 'trust.dropped';
const PATH = '/api/assessment/trust-imports';

/** Other operators whose offices count here: two administrators agree, and what a list names later waits for them again. */
export default function TrustImports() {
  const { say, api, me } = useDesk();
  const [told, setTold] = useState<Told | null>(null);
  const loaded = useLoad('trust-imports', () => api.get<readonly Import[]>(PATH));
  const onTold = (text: Told): void => {
    setTold(text);
    loaded.again();
  };
  return (
    <Page title={say('trust.title')}>
      <p>{say('trust.lead')}</p>
      {told !== null && <Notice kind="good" title={say(told)} />}
      <Loading of={loaded}>
        {(imports) =>
          imports.length === 0 ? (
            <p class="empty">{say('trust.empty')}</p>
          ) : (
            <ul class="approvals">
              {current(imports).map((one) => (
                <li key={one.id}>
                  <Operator one={one} onTold={onTold} />
                </li>
              ))}
            </ul>
          )
        }
      </Loading>
      {may(me, 'trust.decide') && <ProposeOperator path={PATH} onProposed={() => onTold('trust.proposed')} />}
    </Page>
  );
}

/** What waits first, what is over last. */
const current = (imports: readonly Import[]): readonly Import[] =>
  imports.toSorted((left, right) => rank(left) - rank(right));
const rank = ({ state, waiting }: Import): number =>
  state === 'proposed' ? 0 : state === 'withdrawn' ? 3 : waiting.length > 0 ? 1 : 2;

interface OperatorProps {
  readonly one: Import;
  readonly onTold: (told: Told) => void;
}

function Operator({ one, onTold }: OperatorProps) {
  const { say, language } = useDesk();
  const isOpen = one.state !== 'withdrawn';
  return (
    <article>
      <h2>
        <bdi>{one.operator}</bdi>
      </h2>
      <p>
        <span class={`mark ${tones[one.state]}`}>{wordOf(say, 'trust.state', one.state)}</span>
      </p>
      <p class="quiet">{say('trust.list', { n: one.listVersion, date: dayOf(one.fetchedAt, language) })}</p>
      {one.lastProblem !== null && <Notice kind="caution" title={say('trust.problem', { code: one.lastProblem })} />}
      {isOpen && <Issuers one={one} />}
      {one.state === 'proposed' && <Roots roots={one.roots} />}
      {isOpen && <Acts one={one} onTold={onTold} />}
    </article>
  );
}

const tones = { proposed: 'caution', active: 'good', withdrawn: 'unknown' } as const;

function Issuers({ one }: { readonly one: Import }) {
  const { say, language } = useDesk();
  return (
    <>
      <h3>{say('trust.issuers')}</h3>
      <ul class="plain-list">
        {one.issuers.map(({ did, name, country }) => (
          <li key={did}>
            <bdi>{name}</bdi> (<bdi>{countryName(country, language)}</bdi>) <bdi dir="ltr">{did}</bdi>
            {one.state === 'active' && one.waiting.includes(did) && (
              <span class="mark caution block">! {say('trust.waits')}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** To be compared with what the operator's people say, by whoever agrees. */
function Roots({ roots }: Pick<Import, 'roots'>) {
  const { say } = useDesk();
  return (
    <>
      <h3>{say('trust.roots')}</h3>
      {roots.map((root) => (
        <p key={root}>
          <bdi dir="ltr">{root}</bdi>
        </p>
      ))}
    </>
  );
}

function Acts({ one, onTold }: OperatorProps) {
  const { say, api, me } = useDesk();
  const action = useAction();
  if (!may(me, 'trust.decide')) return null;
  const act = async (path: string, told: Told, body: object = {}): Promise<void> => {
    if (await action.run(() => api.post(path, body))) onTold(told);
  };
  const isOwn = one.proposedBy === me.id;
  const isWaiting = one.state === 'active' && one.waiting.length > 0;
  return (
    <>
      {isWaiting && <p>{say(one.url === null ? 'trust.waiting.file' : 'trust.waiting')}</p>}
      {one.state === 'proposed' && <p>{say(isOwn ? 'trust.yours' : 'trust.consent.effect')}</p>}
      {one.state === 'active' && <p>{say('trust.withdraw.effect')}</p>}
      <ProblemNotice problem={action.problem} say={say} />
      <div class="actions">
        {one.state === 'proposed' && !isOwn && (
          <Button
            kind="primary"
            isBusy={action.isBusy}
            onClick={() => void act(`${PATH}/${one.id}/consent`, 'trust.done')}
          >
            {say('trust.consent')}
          </Button>
        )}
        {isWaiting && one.url !== null && (
          <Button
            kind="primary"
            isBusy={action.isBusy}
            onClick={() => void act(PATH, 'trust.proposed', { url: one.url, roots: one.roots })}
          >
            {say('trust.again')}
          </Button>
        )}
        <Button
          kind={one.state === 'active' ? 'danger' : 'plain'}
          isBusy={action.isBusy}
          onClick={() =>
            void act(`${PATH}/${one.id}/withdraw`, one.state === 'active' ? 'trust.withdrawn' : 'trust.dropped')
          }
        >
          {say(one.state === 'active' ? 'trust.withdraw' : 'trust.drop')}
        </Button>
      </div>
    </>
  );
}
