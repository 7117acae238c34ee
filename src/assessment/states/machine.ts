import { refused, type Refusal } from '../../shared/index.js';
import table from '../data/state-machines.json' with { type: 'json' };
import type {
  AccreditationState,
  AppealState,
  ApplicationState,
  CertificateState,
  ExperienceState,
  MissionState,
  PassportState,
  RecordState,
  RuleResult,
  SessionState,
} from '../model/index.js';

/** The states each machine moves between; `data/state-machines.json` holds the moves. */
export interface MachineStates {
  application: ApplicationState;
  session: SessionState;
  assessmentRecord: RecordState;
  certificate: CertificateState;
  accreditation: AccreditationState;
  experienceRecord: ExperienceState;
  skillsPassport: PassportState;
  appeal: AppealState;
  mission: MissionState;
}
export type MachineName = keyof MachineStates;

export interface Transition<S extends string> {
  readonly from: readonly S[];
  readonly event: string;
  readonly to: S;
  /** Roles that may cause it; checked where people sign in. */
  readonly actor: readonly string[];
  /** Rule numbers and named conditions that must hold. */
  readonly guards: readonly string[];
}

export interface Machine<S extends string> {
  readonly initial: S;
  readonly states: readonly S[];
  readonly terminal: readonly S[];
  readonly resting: readonly S[];
  readonly derived: readonly { readonly state: string; readonly when: string }[];
  readonly transitions: readonly Transition<S>[];
}

/** The whole table. A test holds its states equal to the types above, so the cast is checked there. */
export const machines = table.machines as unknown as { readonly [M in MachineName]: Machine<MachineStates[M]> };

export type TransitionResult<S extends string> =
  | { readonly ok: true; readonly to: S; readonly guards: readonly string[]; readonly actor: readonly string[] }
  | { readonly ok: false; readonly refusal: Refusal };

const things: Readonly<Record<MachineName, string>> = {
  application: 'application',
  session: 'session',
  assessmentRecord: 'assessment record',
  certificate: 'certificate',
  accreditation: 'accreditation',
  experienceRecord: 'experience record',
  skillsPassport: 'skills passport',
  appeal: 'appeal',
  mission: 'mission',
};
const inWords = (token: string): string => token.replaceAll('-', ' ');

/** Events that are possible in `state`, in table order. */
export function possibleEvents<M extends MachineName>(machine: M, state: MachineStates[M]): readonly string[] {
  return rows(machine)
    .filter((row) => row.from.includes(state))
    .map((row) => row.event);
}

/** One step through the table. Guards are named, not evaluated: see `fire`. Refusal code: `state`. */
export function transition<M extends MachineName>(
  machine: M,
  state: MachineStates[M],
  event: string,
): TransitionResult<MachineStates[M]> {
  const row = rows(machine).find((candidate) => candidate.event === event && candidate.from.includes(state));
  if (row) return { ok: true, to: row.to, guards: row.guards, actor: row.actor };
  const possible = possibleEvents(machine, state);
  return {
    ok: false,
    refusal: {
      code: 'state',
      severity: 'block',
      message: `This ${things[machine]} is "${inWords(state)}". It cannot take the step "${inWords(event)}" now.`,
      whatToDo:
        possible.length === 0
          ? 'Nothing more can be done with it. Make a new one.'
          : `Possible now: ${possible.map(inWords).join(', ')}.`,
    },
  };
}

function rows<M extends MachineName>(machine: M): readonly Transition<MachineStates[M]>[] {
  return machines[machine].transitions;
}

/** Answers to the guards of one step, by guard name. */
export type GuardAnswers = Readonly<Record<string, readonly RuleResult[]>>;

export interface Step<M extends MachineName> {
  readonly machine: M;
  readonly state: MachineStates[M];
  readonly event: string;
}

/**
 * Takes a step if the table allows it and no guard blocks. Every guard of the table must be answered: a missing answer
 * is a programming error, so a guard can never be forgotten silently.
 *
 * @throws ServiceError of `refused(...)`, listing every blocking reason
 */
export function fire<M extends MachineName>(step: Step<M>, answers: GuardAnswers): MachineStates[M] {
  const result = transition(step.machine, step.state, step.event);
  if (!result.ok) throw refused([result.refusal]);
  const missing = result.guards.filter((guard) => !(guard in answers));
  if (missing.length > 0) throw new Error(`${step.machine}.${step.event}: guards not answered: ${missing.join(', ')}`);
  requirePassed(Object.values(answers).flat());
  return result.to;
}

/** @throws ServiceError of `refused(...)` when any result blocks */
export function requirePassed(results: readonly RuleResult[]): void {
  const blocking = results.filter((result) => result.outcome === 'block');
  if (blocking.length > 0) throw refused(blocking.map(asRefusal));
}

export const asRefusal = (result: RuleResult): Refusal => ({
  code: result.rule,
  severity: result.outcome === 'block' ? 'block' : result.outcome === 'warn' ? 'warn' : 'info',
  message: result.message,
  whatToDo: result.whatToDo,
  ...(result.finding === undefined ? {} : { finding: result.finding }),
});

/** A plain condition as a guard answer: nothing when it holds, else a block under the guard's own name. */
export function condition(
  name: string,
  holds: boolean,
  words: readonly [message: string, whatToDo: string],
): RuleResult[] {
  return holds ? [] : [{ rule: name, outcome: 'block', message: words[0], whatToDo: words[1] }];
}
