import { signedStates, type Finding } from '../../../shared/index.js';
import type { Api } from '../api/client.js';
import { asProblem, type DeskProblem } from '../api/problem.js';
import type { Waiting, WaitingKind } from './outbox.js';

export interface StuckReason {
  readonly code: string;
  readonly title: string;
  readonly whatToDo: string;
  /** What it speaks of: a field of the body, or somebody on file. */
  readonly at?: string;
  /** What a rule found, apart from any language. */
  readonly finding?: Finding;
}

/** The service itself failed over this one: it is tried again. */
export interface HeldReason {
  readonly code: string;
  /** For whoever looks into the log of the service. */
  readonly reference: string | null;
}

/** `no-way`: nothing gets through now (no network, asked to slow down, signed out). `held`: this one does not. */
export type Told = 'received' | 'no-way' | { readonly held: HeldReason } | { readonly stuck: StuckReason };

/** Refusals that say "this was done already": the answer to the first sending got lost. */
const isRepeated = (problem: DeskProblem, item: Waiting, state: string | undefined): boolean =>
  problem.status === 409 && state !== undefined && (DONE[item.about.kind] ?? []).includes(state);

/** States of a record (or application) in which the act is behind it. */
const DONE: Readonly<Partial<Record<WaitingKind, readonly string[]>>> = {
  acknowledge: ['candidate-acknowledged', ...signedStates],
  sign: signedStates,
  absent: ['fee-cleared'],
  admit: ['attended', 'assessed', 'awaiting-documents', 'decided', 'closed'],
};

/** The office has the application of somebody who was registered in the hall, but enrolled nobody yet. */
export const NOT_ENROLLED = 'not-enrolled';
/** The office enrolled somebody in another session than the one in whose hall the papers were looked at. */
export const ELSEWHERE = 'enrolled-elsewhere';

/** Before the office enrols somebody. */
const UNENROLLED = ['draft', 'submitted', 'documents-requested', 'eligible', 'fee-cleared'];

/** Presence of somebody who was registered in the hall: it can be taken only once the office has enrolled them there. */
async function waitsForOffice({ about }: Waiting, api: Pick<Api, 'get'>): Promise<Told | null> {
  if (about.kind !== 'admit' || about.sessionId === undefined) return null;
  const application = await api.get<{ readonly state: string; readonly sessionId: string | null }>(
    `/api/assessment/applications/${about.recordId}`,
  );
  if (UNENROLLED.includes(application.state)) return { held: { code: NOT_ENROLLED, reference: null } };
  if (application.sessionId === about.sessionId) return null;
  return { stuck: { code: ELSEWHERE, title: '', whatToDo: '' } };
}

/** Sends one thing. A refusal that only says "done already" counts as received: the first answer got lost. */
export async function tellOffice(item: Waiting, api: Pick<Api, 'post' | 'get' | 'upload'>): Promise<Told> {
  try {
    const waits = await waitsForOffice(item, api);
    if (waits !== null) return waits;
    if (item.file === undefined) await api.post(item.path, item.body);
    else await api.upload(item.path, item.file);
    return 'received';
  } catch (error) {
    const problem = asProblem(error);
    if (problem.status === 0 || problem.status === 429 || problem.code === 'D10') return 'no-way';
    if (problem.isPassing) return { held: { code: problem.code, reference: problem.reference } };
    if (isRepeated(problem, item, await stateNow(item, api))) return 'received';
    return { stuck: reasonOf(problem) };
  }
}

function reasonOf(problem: DeskProblem): StuckReason {
  const [reason] = problem.refusals;
  return {
    code: reason?.code ?? problem.code,
    title: reason?.message ?? problem.message,
    whatToDo: reason?.whatToDo ?? problem.whatToDo,
    ...(reason?.at === undefined ? {} : { at: reason.at }),
    ...(reason?.finding === undefined ? {} : { finding: reason.finding }),
  };
}

async function stateNow(item: Waiting, api: Pick<Api, 'get'>): Promise<string | undefined> {
  const { kind, recordId } = item.about;
  const isApplication = kind === 'admit' || kind === 'absent';
  const path = isApplication ? `/api/assessment/applications/${recordId}` : `/api/assessment/records/${recordId}`;
  const row = await api.get<{ state?: string }>(path).catch(() => ({ state: undefined }));
  return row.state;
}
