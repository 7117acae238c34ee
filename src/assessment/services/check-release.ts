import type { AssessmentRecord, Certificate, RuleResult } from '../model/index.js';
import { rules } from '../rules/index.js';
import { condition } from '../states/machine.js';
import { asSigned } from './record-facts.js';

export const signers = (record: AssessmentRecord, role: AssessmentRecord['signatures'][number]['role']): string[] =>
  record.signatures.filter((signature) => signature.role === role).map((signature) => signature.userId);

export interface ReleaseFacts {
  readonly certificate: Certificate;
  /** The records the award rests on. */
  readonly records: readonly AssessmentRecord[];
  readonly releasedBy: string;
  readonly trainerIds?: readonly string[];
  /** Another certificate of the scheme already carries this number. */
  readonly numberTaken: boolean;
  readonly replacedNumber?: string | null;
  /** Months of validity by the scheme's policy; null for none. */
  readonly validityMonths: number | null;
}

/** R14, R15 and R16 at release, and the state machine. Pure: issuance calls it with the number and dates it allotted. */
export function checkRelease(facts: ReleaseFacts): readonly RuleResult[] {
  const { certificate, records } = facts;
  return [
    ...condition('state', certificate.state === 'approved' && certificate.approvedBy !== null, [
      'This certificate is not waiting for release.',
      'Only approved certificates can be released; look at its state.',
    ]),
    ...condition(
      'record-voided',
      records.every((record) => record.state !== 'voided'),
      ['An assessment record of this certificate was voided.', 'Refuse the certificate and offer a re-assessment.'],
    ),
    ...records.flatMap(asSigned),
    rules.R14.evaluate({
      decidedBy: certificate.approvedBy ?? '',
      releasedBy: facts.releasedBy,
      assessorIds: records.flatMap((record) => [record.assessorPersonId, ...signers(record, 'assessor')]),
      trainerIds: facts.trainerIds ?? [],
      centreManagerIds: records.flatMap((record) => signers(record, 'ac-manager')),
    }),
    rules.R15.evaluate({
      number: certificate.number,
      takenByAnother: facts.numberTaken,
      replacedNumber: facts.replacedNumber ?? null,
    }),
    rules.R16.evaluate({
      issuedOn: certificate.issuedOn,
      validUntil: certificate.validUntil,
      months: facts.validityMonths,
    }),
  ];
}
