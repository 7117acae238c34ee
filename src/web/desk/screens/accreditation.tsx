import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { Above, Button, FactSheet, Loading, Notice, Page } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { useTyped } from '../use-typed.js';
import { AccreditationChain, Standing } from './accreditation-chain.js';
import { ChangeAccreditation } from './accreditation-change.js';
import { RenewAccreditation } from './accreditation-renew.js';
import { titlesOf, type AccreditationFile, type Brief } from './accreditation-shapes.js';
import { wordOf } from './officer-words.js';
import { WaitingActs } from './status-history.js';

const PATH = '/api/assessment/accreditations';

/** One accreditation: whom and what it is for, what it rests on, and what a registrar may propose. */
export default function OneAccreditation({ params }: ScreenProps) {
  const { say, api } = useDesk();
  const id = params['accreditationId'] ?? '';
  const loaded = useLoad(`accreditation ${id}`, () => api.get<AccreditationFile>(`${PATH}/${id}/file`));
  return (
    <Loading of={loaded}>
      {(file) => {
        const [link] = file.links;
        if (link === undefined) return null;
        const own = link.accreditation;
        return (
          <Page
            title={say('accr.one', { number: own.number })}
            above={<Above to="/desk/accreditations">{say('accr.title')}</Above>}
          >
            <p>
              <Standing link={link} />
            </p>
            <WaitingActs waiting={file.waiting} />
            <Facts own={own} file={file} />
            <Acts own={own} onProposed={loaded.again} />
            <AccreditationChain file={file} />
          </Page>
        );
      }}
    </Loading>
  );
}

function Facts({ own, file }: { readonly own: Brief; readonly file: AccreditationFile }) {
  const { say, language } = useDesk();
  const rows: readonly (readonly [string, string])[] = [
    [say('accr.for'), own.subject],
    [say('accr.address'), file.place.address],
    [say('accr.centre'), file.place.centre],
    [say('accr.role'), wordOf(say, 'accr.role', own.role)],
    [say('accr.qualifications'), titlesOf(own.qualifications)],
    [say('accr.from'), calendarDay(own.validFrom, language)],
    [say('accr.until'), calendarDay(own.validUntil, language)],
    [say('follow.void-from'), own.nothingCountsFrom === null ? '' : calendarDay(own.nothingCountsFrom, language)],
    [say('accr.granted-by'), own.grantedBy],
  ];
  return <FactSheet rows={rows} />;
}

function Acts({ own, onProposed }: { readonly own: Brief; readonly onProposed: () => void }) {
  const { say, me } = useDesk();
  const [asked, setAsked] = useTyped<'change' | 'renew' | null>('asked', null);
  const [isProposed, setProposed] = useState(false);
  const canChange = may(me, 'accreditation.suspend') && ['active', 'suspended'].includes(own.state);
  const canRenew = may(me, 'accreditation.grant') && own.state === 'active';
  const close = (): void => setAsked(null);
  const done = (): void => {
    close();
    setProposed(true);
    onProposed();
  };
  return (
    <>
      <div role="status">{isProposed && <Notice kind="good" title={say('cert.proposed')} />}</div>
      {(canChange || canRenew) && (
        <div class="actions">
          {canRenew && (
            <Button kind="primary" onClick={() => setAsked('renew')}>
              {say('accr.renew')}
            </Button>
          )}
          {canChange && <Button onClick={() => setAsked('change')}>{say('accr.act')}</Button>}
        </div>
      )}
      {asked === 'change' && <ChangeAccreditation path={PATH} row={own} onClose={close} onDone={done} />}
      {asked === 'renew' && <RenewAccreditation path={PATH} old={own} onClose={close} onDone={done} />}
    </>
  );
}
