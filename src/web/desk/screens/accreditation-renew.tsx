import { useDesk } from '../context.js';
import { ActDialog, CheckField, useCheckedAction } from '../parts/index.js';
import { useTyped } from '../use-typed.js';
import { GrantTerms, noTerms, wrongTerms, type Terms } from './accreditation-terms.js';
import type { Brief } from './accreditation-shapes.js';

interface RenewProps {
  readonly path: string;
  readonly old: Brief;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A new accreditation of the same scope takes over; begins the day after the old one ends unless said otherwise. */
export function RenewAccreditation({ path, old, onClose, onDone }: RenewProps) {
  const { say, api } = useDesk();
  const action = useCheckedAction();
  const [terms, setTerms] = useTyped<Terms>('terms', { ...noTerms, validFrom: dayAfter(old.validUntil) });
  const [moderationAttended, setAttended] = useTyped('moderated', false);
  const [performanceEvaluated, setEvaluated] = useTyped('evaluated', false);
  const send = async (): Promise<void> => {
    const body = { ...terms, number: terms.number.trim(), moderationAttended, performanceEvaluated };
    if (await action.runUnless(wrongTerms(terms, say), () => api.post(`${path}/${old.id}/renew`, body))) onDone();
  };
  return (
    <ActDialog
      title={`${say('accr.renew')}: ${old.subject}`}
      about={<p>{say('accr.renew.lead')}</p>}
      action={action}
      errors={action.errors}
      doing={say('cert.propose')}
      onDo={() => void send()}
      onClose={onClose}
    >
      <GrantTerms terms={terms} onChange={setTerms} errors={action.errors} />
      <CheckField
        id="attended"
        label={say('accr.renew.moderation')}
        checked={moderationAttended}
        onChange={setAttended}
      />
      <CheckField
        id="evaluated"
        label={say('accr.renew.performance')}
        checked={performanceEvaluated}
        onChange={setEvaluated}
      />
    </ActDialog>
  );
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
