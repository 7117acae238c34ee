import { isObject } from '../../../shared/index.js';
import type { QualificationBrief } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { CheckField, SelectField } from '../parts/index.js';
import { useLoad } from '../use-load.js';

export interface ApplyChoice {
  readonly qualification: QualificationBrief | null;
  readonly clientType: string;
  readonly hasConsent: boolean;
  readonly hasGuide: boolean;
  /** When the choice was made: the day of the signed notice. */
  readonly at: string;
}

export const noApplication: ApplyChoice = {
  qualification: null,
  clientType: 'ofw',
  hasConsent: false,
  hasGuide: false,
  at: '',
};

const clients = ['ofw', 'returnee', 'industry-worker', 'tvet-graduate', 'other'] as const;
const NOTICE_VERSION = '2026-1';

/** The body of one application without the person, or null when none was asked for. */
export function applicationOf(choice: ApplyChoice): object | null {
  const { qualification, clientType, hasConsent, hasGuide } = choice;
  if (qualification === null) return null;
  return {
    qualificationId: qualification.id,
    revision: qualification.revision,
    clientType,
    route: 'regular',
    ...(hasGuide
      ? { selfAssessment: qualification.unitCodes.map((unitCode) => ({ unitCode, canPerform: true })) }
      : {}),
    ...(hasConsent
      ? {
          consent: {
            noticeVersion: NOTICE_VERSION,
            purposes: ['assessment', 'certification'],
            at: choice.at,
            mode: 'written',
          },
        }
      : {}),
  };
}

/** What was chosen, from an application that waits. */
export function choiceOf(
  application: Readonly<Record<string, unknown>> | null,
  known: readonly QualificationBrief[],
): ApplyChoice {
  const qualification = known.find(
    ({ id, revision }) => id === application?.['qualificationId'] && revision === application['revision'],
  );
  if (application === null || qualification === undefined) return noApplication;
  const consent = application['consent'];
  return {
    qualification,
    clientType: String(application['clientType']),
    hasConsent: isObject(consent),
    hasGuide: application['selfAssessment'] !== undefined,
    at: isObject(consent) && typeof consent['at'] === 'string' ? consent['at'] : '',
  };
}

interface ApplyForProps {
  readonly choice: ApplyChoice;
  readonly onChange: (choice: ApplyChoice) => void;
}

const keyOf = (entry: QualificationBrief): string => `${entry.id} ${entry.revision}`;

/** What the candidate applies for, and the two papers without which an application cannot be submitted. */
export function ApplyFor({ choice, onChange }: ApplyForProps) {
  const { say, api } = useDesk();
  const loaded = useLoad('qualifications', () =>
    api.get<readonly QualificationBrief[]>('/api/assessment/qualifications'),
  );
  const current = loaded.kind === 'ready' ? loaded.value.filter(({ status }) => status === 'current') : [];
  const chosen = choice.qualification;
  // The one of a session stands in its sheet, also where the list was never read.
  const known =
    chosen === null || current.some((entry) => keyOf(entry) === keyOf(chosen)) ? current : [chosen, ...current];
  const set = (part: Partial<ApplyChoice>): void =>
    onChange({ ...choice, ...part, at: new Date(performance.timeOrigin + performance.now()).toISOString() });
  return (
    <section>
      <SelectField
        id="apply-for"
        label={say('optional', { label: say('apply.title') })}
        value={choice.qualification === null ? '' : keyOf(choice.qualification)}
        onChange={(key) => set({ qualification: known.find((entry) => keyOf(entry) === key) ?? null })}
        options={[['', say('apply.none')], ...known.map((entry) => [keyOf(entry), entry.title] as const)]}
      />
      {choice.qualification !== null && (
        <>
          <SelectField
            id="client"
            label={say('apply.client')}
            value={choice.clientType}
            onChange={(clientType) => set({ clientType })}
            options={clients.map((name) => [name, say(`client.${name}`)] as const)}
          />
          <CheckField
            id="consent"
            label={say('apply.consent')}
            checked={choice.hasConsent}
            onChange={(hasConsent) => set({ hasConsent })}
          />
          <CheckField
            id="guide"
            label={say('apply.guide')}
            checked={choice.hasGuide}
            onChange={(hasGuide) => set({ hasGuide })}
          />
        </>
      )}
    </section>
  );
}
