import { describe, expect, it } from '@jest/globals';
import {
  fire,
  machines,
  possibleEvents,
  rules,
  transition,
  type MachineName,
  type MachineStates,
} from '../../../src/assessment/index.js';

/** One entry per member of the type: the compiler refuses a missing or an unknown state. */
const typed: { readonly [M in MachineName]: Readonly<Record<MachineStates[M], true>> } = {
  application: {
    draft: true,
    submitted: true,
    'documents-requested': true,
    eligible: true,
    'fee-cleared': true,
    scheduled: true,
    attended: true,
    assessed: true,
    'awaiting-documents': true,
    decided: true,
    closed: true,
    rejected: true,
    withdrawn: true,
  },
  session: {
    draft: true,
    requested: true,
    approved: true,
    ready: true,
    'in-progress': true,
    closed: true,
    moderated: true,
    voided: true,
    refused: true,
    cancelled: true,
  },
  assessmentRecord: {
    open: true,
    'results-entered': true,
    'candidate-acknowledged': true,
    'assessor-signed': true,
    'representative-countersigned': true,
    submitted: true,
    'under-moderation': true,
    moderated: true,
    returned: true,
    decided: true,
    voided: true,
  },
  certificate: {
    prepared: true,
    approved: true,
    active: true,
    suspended: true,
    revoked: true,
    replaced: true,
    superseded: true,
    refused: true,
  },
  accreditation: {
    applied: true,
    evaluated: true,
    active: true,
    suspended: true,
    revoked: true,
    superseded: true,
    refused: true,
  },
  experienceRecord: {
    claimed: true,
    'confirmation-requested': true,
    confirmed: true,
    disputed: true,
    unreachable: true,
    'alternative-evidence': true,
    'confirmed-by-alternative': true,
    'disputed-final': true,
    withdrawn: true,
  },
  skillsPassport: {
    requested: true,
    approved: true,
    active: true,
    blocked: true,
    reissued: true,
    closed: true,
    refused: true,
  },
  appeal: {
    lodged: true,
    acknowledged: true,
    inadmissible: true,
    'under-review': true,
    upheld: true,
    dismissed: true,
    'second-instance': true,
    final: true,
    closed: true,
  },
  mission: {
    planned: true,
    profiled: true,
    staffed: true,
    'kit-issued': true,
    running: true,
    synced: true,
    reconciled: true,
    closed: true,
    aborted: true,
    cancelled: true,
  },
};

const names = Object.keys(typed) as MachineName[];

describe.each(names)('the state machine of %s', (name) => {
  const machine = machines[name];
  const rows: readonly { from: readonly string[]; event: string; to: string; guards: readonly string[] }[] =
    machine.transitions;

  it('has exactly the states of its type', () => {
    expect([...machine.states].toSorted()).toEqual(Object.keys(typed[name]).toSorted());
    const used = new Set(rows.flatMap((row) => [...row.from, row.to]));
    expect([...used].filter((state) => !(state in typed[name]))).toEqual([]);
  });

  it('reaches every state from the initial one', () => {
    const reached = new Set<string>([machine.initial]);
    for (let grown = true; grown;) {
      const before = reached.size;
      rows.filter((row) => row.from.some((state) => reached.has(state))).forEach((row) => reached.add(row.to));
      grown = reached.size > before;
    }
    expect([...reached].toSorted()).toEqual([...machine.states].toSorted());
  });

  it('ends only in terminal states and never leaves one', () => {
    const left = new Set(rows.flatMap((row) => row.from));
    const dead = machine.states.filter((state) => !left.has(state));
    expect(dead.toSorted()).toEqual([...machine.terminal].toSorted());
  });

  it('gives one answer for each state and event, and knows every rule it names', () => {
    const keys = rows.flatMap((row) => row.from.map((state) => `${state} ${row.event}`));
    expect(new Set(keys).size).toBe(keys.length);
    const named = rows.flatMap((row) => row.guards).filter((guard) => /^R\d/.test(guard));
    expect(named.filter((guard) => !(guard in rules) && guard !== 'R30')).toEqual([]);
  });

  it('refuses an unknown event in every state and says what is possible', () => {
    for (const state of machine.states) {
      const result = transition(name, state, 'fly');
      expect(result.ok).toBe(false);
      if (result.ok) continue;
      expect(result.refusal.code).toBe('state');
      const possible = possibleEvents(name, state);
      expect(result.refusal.whatToDo).toBe(
        possible.length === 0
          ? 'Nothing more can be done with it. Make a new one.'
          : `Possible now: ${possible.map((event) => event.replaceAll('-', ' ')).join(', ')}.`,
      );
    }
  });
});

describe('taking a step', () => {
  it('names the way forward in plain words', () => {
    const result = transition('certificate', 'approved', 'revoke');
    expect(result).toEqual({
      ok: false,
      refusal: {
        code: 'state',
        severity: 'block',
        message: 'This certificate is "approved". It cannot take the step "revoke" now.',
        whatToDo: 'Possible now: refuse, release.',
      },
    });
  });

  it('cannot forget a guard of the table', () => {
    const step = { machine: 'certificate', state: 'active', event: 'suspend' } as const;
    expect(() => fire(step, {})).toThrow('guards not answered: R27');
    expect(fire(step, { R27: [] })).toBe('suspended');
  });

  it('lists every blocking reason and moves on with a warning', () => {
    const step = { machine: 'certificate', state: 'active', event: 'suspend' } as const;
    const answer = (outcome: 'block' | 'warn', rule: string) => ({ rule, outcome, message: 'm', whatToDo: 'w' });
    expect(fire(step, { R27: [answer('warn', 'R27')] })).toBe('suspended');
    const blocked = () => fire(step, { R27: [answer('block', 'R27'), answer('block', 'R14')] });
    expect(blocked).toThrow(
      expect.objectContaining({
        code: 'R27',
        status: 409,
        refusals: [expect.objectContaining({ code: 'R27' }), expect.objectContaining({ code: 'R14' })],
      }),
    );
  });
});
