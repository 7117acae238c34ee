import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { countryName } from '../../countries.js';
import { useDesk } from '../context.js';
import { Button, Loading, Notice, Page } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { daysOf, PaperSheet } from './accreditation-chain.js';
import { ChangeAccreditation } from './accreditation-change.js';
import { titlesOf } from './accreditation-shapes.js';
import { AccreditBody } from './authority-accredit.js';
import { ImportAccreditation } from './authority-import.js';
import type { Authorities, BodyAccreditation } from './authority-shapes.js';
import { StateMark } from './status-register.js';

/** Who accredits the awarding bodies, and what they hold. Two administrators of the service agree to each act. */
export default function FrameworkAuthorities() {
  const { say, api, me } = useDesk();
  const [isProposed, setProposed] = useState(false);
  const loaded = useLoad('authorities', () => api.get<Authorities>('/api/assessment/authorities'));
  const onProposed = (): void => {
    setProposed(true);
    scrollTo(0, 0);
    loaded.again();
  };
  return (
    <Page title={say('auth.title')}>
      <p>{say('auth.lead')}</p>
      <div role="status">{isProposed && <Notice kind="good" title={say('cert.proposed')} />}</div>
      <Loading of={loaded}>
        {(known) => (
          <>
            <Above known={known} />
            <Bodies known={known} onProposed={onProposed} />
            {may(me, 'authority.accredit') && (
              <>
                <AccreditBody known={known} onProposed={onProposed} />
                <ImportAccreditation onProposed={onProposed} />
              </>
            )}
          </>
        )}
      </Loading>
    </Page>
  );
}

function Above({ known }: { readonly known: Authorities }) {
  const { say, language } = useDesk();
  return (
    <section aria-labelledby="above">
      <h2 id="above">{say('auth.above')}</h2>
      {known.authorities.length === 0 && <p class="empty">{say('auth.none')}</p>}
      <ul class="plain-list">
        {known.authorities.map((authority) => (
          <li key={authority.id}>
            <strong>
              <bdi>{authority.legalName}</bdi>
            </strong>{' '}
            (<bdi>{countryName(authority.country, language)}</bdi>){' '}
            <span class={`mark ${authority.signsHere ? 'good' : 'unknown'}`}>
              {say(authority.signsHere ? 'auth.signs-here' : 'auth.elsewhere')}
            </span>
            <span class="quiet block">
              <bdi dir="ltr">{authority.did}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface BodiesProps {
  readonly known: Authorities;
  readonly onProposed: () => void;
}

function Bodies({ known, onProposed }: BodiesProps) {
  const { say } = useDesk();
  return (
    <section aria-labelledby="bodies">
      <h2 id="bodies">{say('auth.bodies')}</h2>
      <ul class="approvals">
        {known.bodies.map((body) => (
          <li key={body.id}>
            <article>
              <h3>
                <bdi>{body.legalName}</bdi>
              </h3>
              <p class="quiet">
                <bdi dir="ltr">{body.did}</bdi>
              </p>
              {body.accreditations.length === 0 && <p>{say('auth.body.none')}</p>}
              {body.accreditations.map((one) => (
                <Held key={one.id} one={one} onProposed={onProposed} />
              ))}
            </article>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Held({ one, onProposed }: { readonly one: BodyAccreditation; readonly onProposed: () => void }) {
  const { say, me, language } = useDesk();
  const [isAsked, setAsked] = useState(false);
  const canChange = may(me, 'authority.change') && ['active', 'suspended'].includes(one.state);
  return (
    <div class="held">
      <p>
        <strong>
          <bdi dir="ltr">{one.number}</bdi>
        </strong>{' '}
        · {daysOf(one, language)} · <StateMark state={one.state} />
      </p>
      <p>
        {say('accr.granted-by')}: <bdi>{one.grantedBy}</bdi>
      </p>
      <p class="quiet">
        <bdi>{titlesOf(one.qualifications)}</bdi>
      </p>
      {one.papers.length === 0 && <p class="quiet">{say('accr.paper.none')}</p>}
      {one.papers.map((paper) => (
        <PaperSheet key={paper.credentialId} paper={paper} />
      ))}
      {canChange && (
        <div class="actions">
          <Button onClick={() => setAsked(true)}>{say('accr.act')}</Button>
        </div>
      )}
      {isAsked && (
        <ChangeAccreditation
          path="/api/assessment/authorities/accreditations"
          row={one}
          onClose={() => setAsked(false)}
          onDone={() => {
            setAsked(false);
            onProposed();
          }}
        />
      )}
    </div>
  );
}
