import { useDesk } from '../context.js';
import { Button, ErrorSummary, ProblemNotice, SelectField, useCheckedAction } from '../parts/index.js';
import { useTyped } from '../use-typed.js';
import { BasisField, GrantTerms, linesOf, noTerms, wrongBasis, wrongTerms } from './accreditation-terms.js';
import type { Authorities } from './authority-shapes.js';

interface AccreditProps {
  readonly known: Authorities;
  readonly onProposed: () => void;
}

const empty = { authorityId: '', bodyId: '', terms: noTerms, basis: '' };

/** Proposes that an authority whose key is here accredits a body for all of its scheme. Nothing without such an authority. */
export function AccreditBody({ known, onProposed }: AccreditProps) {
  const { say, api } = useDesk();
  const action = useCheckedAction();
  const [draft, setDraft] = useTyped('accredit', empty);
  const change = (part: Partial<typeof empty>): void => setDraft({ ...draft, ...part });
  const signing = known.authorities.filter(({ signsHere }) => signsHere);
  if (signing.length === 0) return null;
  const send = async (): Promise<void> => {
    const { authorityId, bodyId, terms, basis } = draft;
    const wrong = {
      ...(authorityId === '' ? { authority: say('auth.parties.missing') } : {}),
      ...(bodyId === '' ? { body: say('auth.parties.missing') } : {}),
      ...wrongTerms(terms, say),
      ...wrongBasis(basis, say),
    };
    const body = { authorityId, bodyId, ...terms, number: terms.number.trim(), basis: linesOf(basis) };
    if (!(await action.runUnless(wrong, () => api.post('/api/assessment/authorities/accreditations', body)))) return;
    setDraft(empty);
    onProposed();
  };
  const named = (parties: readonly { readonly id: string; readonly legalName: string }[]) => [
    ['', say('choose')] as const,
    ...parties.map(({ id, legalName }) => [id, legalName] as const),
  ];
  return (
    <section aria-labelledby="accredit">
      <h2 id="accredit">{say('auth.accredit')}</h2>
      <p>{say('auth.accredit.lead')}</p>
      <ErrorSummary errors={action.errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      <SelectField
        id="authority"
        label={say('auth.authority')}
        value={draft.authorityId}
        onChange={(authorityId) => change({ authorityId })}
        options={named(signing)}
        error={action.errors['authority']}
      />
      <SelectField
        id="body"
        label={say('auth.body')}
        value={draft.bodyId}
        onChange={(bodyId) => change({ bodyId })}
        options={named(known.bodies)}
        error={action.errors['body']}
      />
      <GrantTerms terms={draft.terms} onChange={(terms) => change({ terms })} errors={action.errors} />
      <BasisField value={draft.basis} onInput={(basis) => change({ basis })} errors={action.errors} />
      <div class="actions">
        <Button kind="primary" isBusy={action.isBusy} onClick={() => void send()}>
          {say('cert.propose')}
        </Button>
      </div>
    </section>
  );
}
