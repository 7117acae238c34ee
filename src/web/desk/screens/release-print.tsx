import { useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import { Link, Loading, Notice, OwnReason, SelectField } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import type { Printable, RunBrief } from './release-shapes.js';

type Dense = 'leave-out' | 'online-code';

/** Paper of what was released: all cards as one file, and what does not fit on a card with its choices. */
export function PrintCards({ run }: { readonly run: RunBrief }) {
  const { say, api } = useDesk();
  const [dense, setDense] = useState<Dense>('leave-out');
  const loaded = useLoad(`print ${run.id} ${run.released}`, () =>
    api.get<readonly Printable[]>(`/api/assessment/release-runs/${run.id}/print-plan`),
  );
  const file = (form: string): string => `/api/assessment/release-runs/${run.id}/cards?form=${form}&dense=${dense}`;
  return (
    <section aria-labelledby="print">
      <h2 id="print">{say('release.print')}</h2>
      <Loading of={loaded}>
        {(printable) => {
          const tight = printable.filter(({ fit }) => fit !== 'card');
          return (
            <>
              <Notice kind="caution">
                <p>
                  {say('release.print.scale')} <span class="code">P20</span>
                </p>
              </Notice>
              {tight.length > 0 && <Tight {...{ tight, dense, setDense }} />}
              <div class="actions">
                <a class="button primary" href={file('pages')} download>
                  {say('release.print.pages')}
                </a>
                <a class="button" href={file('sheets')} download>
                  {say('release.print.sheets')}
                </a>
                <Link class="button" to={`/desk/release/${run.id}/hand-over`}>
                  {say('release.hand-over')}
                </Link>
              </div>
            </>
          );
        }}
      </Loading>
    </section>
  );
}

interface TightProps {
  readonly tight: readonly Printable[];
  readonly dense: Dense;
  readonly setDense: (dense: Dense) => void;
}

function Tight({ tight, dense, setDense }: TightProps) {
  const { say } = useDesk();
  return (
    <>
      <h3>{say('release.print.problems')}</h3>
      <ul class="stopped">
        {tight.map((each) => (
          <li key={each.id}>
            <bdi>{each.name}</bdi>
            {each.fit === 'sheet' ? (
              <>
                <OwnReason code="P21" message={say('release.print.dense', { n: each.bytes, max: each.max })} />
                <a class="button" href={`/api/assessment/certificates/${each.id}/print?layout=sheet`} download>
                  {say('release.print.a4')}
                </a>
              </>
            ) : (
              <OwnReason code="P21" message={say('release.print.online')} />
            )}
          </li>
        ))}
      </ul>
      <SelectField
        id="dense"
        label={say('release.print.pages')}
        value={dense}
        onChange={(value) => setDense(value === 'online-code' ? 'online-code' : 'leave-out')}
        options={[
          ['leave-out', say('release.print.leave')],
          ['online-code', say('release.print.online-code')],
        ]}
      />
    </>
  );
}
