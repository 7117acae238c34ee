import { answerAuthority, type AuthorityAnswer } from '../issuers/index.js';
import type { IssuanceDeps } from '../issuance/index.js';
import type { Refusal } from '../shared/index.js';
import type { Dictionaries } from './dictionaries.js';
import type { Instance } from './instance.js';
import { createLinter } from './linting.js';
import { createPrinter } from './printing.js';
import { createRehearsal } from './rehearsal.js';
import type { Trust } from './trust.js';
import { asObject, type Verifier } from './verifier.js';

export interface IssuingParts {
  readonly instance: Instance;
  readonly trust: Trust;
  readonly dictionaries: Dictionaries;
  readonly verifier: Verifier;
}

/** True at most once a second: a bulk release must not rebuild the register for every certificate. */
function oncePerSecond(): () => boolean {
  let last = -Infinity;
  return () => {
    const now = performance.now();
    if (now - last < 1_000) return false;
    last = now;
    return true;
  };
}

/** The issuance cycle's needs, met: lint, rehearsal with throwaway keys, register, printed codes. */
export function createIssuanceDeps(parts: IssuingParts): IssuanceDeps {
  const { instance, trust, verifier } = parts;
  const { store, catalogue, clock, ids, addresses, keys } = instance;
  const named = (ids: readonly string[]) =>
    ids.flatMap((id) => instance.proofFormats.filter((format) => format.id === id));
  const isDue = oncePerSecond();
  const rehearsal = createRehearsal(parts);
  const printer = createPrinter(parts);
  return {
    store,
    catalogue,
    clock,
    ids,
    addresses,
    keys,
    ...(instance.signing === undefined ? {} : { signing: instance.signing }),
    journal: instance.statusJournal,
    releasesPerCentrePerDay: instance.settings.releasesPerCentrePerDay,
    forms: named(['eddsa-jcs-2022', 'eddsa-rdfc-2022']),
    furtherForms: named(['vc+jwt', 'dc+sd-jwt']),
    lint: createLinter(instance),
    rehearse: (linted) => rehearsal(asObject(linted.json)),
    confirmSigned: async (signed) => {
      const { list } = await trust.current();
      const report = await verifier.verifyWith(signed.startsWith('{') ? asObject(signed) : signed, {
        trustList: list,
        // Our own documents, not a stranger's: no thread that is killed when the machine is busy, which would make a good
        // signature look broken.
        proofFormats: instance.proofFormats,
      });
      return report?.checks.some((check) => check.code === 'I00') ?? false;
    },
    authorise: async (question) => {
      const ask = async (fresh: boolean): Promise<AuthorityAnswer> =>
        answerAuthority((await trust.current({ fresh })).list, question);
      const known = await ask(isDue());
      // Never refused by a list that is older than the register: the accreditation may have been granted a moment ago.
      const answer = known.kind === 'authorised' ? known : await ask(true);
      return answer.kind === 'authorised'
        ? []
        : [notAuthorised(answer.kind === 'not-authorised' ? answer.failing : 'issuer')];
    },
    evidence: instance.evidence,
    provePrintable: async (credentialJson) => printer.proveCode(asObject(credentialJson)),
  };
}

function notAuthorised(failing: string): Refusal {
  const reason: Readonly<Record<string, string>> = {
    qualification: 'No accreditation covers this qualification.',
    place: 'This place is not accredited for this qualification.',
    date: 'The accreditation did not cover the day of the assessment.',
    void: 'The accreditation was withdrawn with effect from before this assessment.',
  };
  return {
    code: 'R02',
    severity: 'block',
    message: reason[failing] ?? 'This awarding body is not in the register.',
    whatToDo: 'Check the accreditation of the site for this qualification and date.',
  };
}
