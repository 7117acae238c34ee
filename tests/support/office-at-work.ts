import { afterAll, beforeAll } from '@jest/globals';
import type { Service } from '../../src/app.js';
import type { Finding } from '../../src/issuance/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import type { VerificationReport } from '../../src/verification/index.js';
import {
  approve,
  assess,
  certify,
  credentialOf,
  decide,
  findings,
  openOffice,
  openTestService,
  release,
  verdictOf,
  verifyInput,
  type AssessedDay,
  type AssessmentDay,
  type DatabaseKind,
  type Office,
  type OfficeOptions,
  type TestService,
} from './service.js';

/** A day at the first office, or at another of the same service. */
export type Day = AssessmentDay & { readonly office?: Office };

export interface OfficeAtWorkOptions extends OfficeOptions {
  readonly kind?: DatabaseKind;
  /** What the clock says when the service is composed. */
  readonly at?: string;
}

/** A service, its first office, what the office does in a day and what the world then sees. */
export interface OfficeAtWork {
  readonly test: TestService;
  readonly service: Service;
  readonly clock: TestService['clock'];
  readonly office: Office;
  assess(day: Day): Promise<AssessedDay>;
  decide(recordIds: readonly string[], day: string): Promise<string[]>;
  approve(day: Day): Promise<string[]>;
  certify(day: Day): Promise<string[]>;
  release(ids: readonly string[]): Promise<void>;
  credentialOf(subjectId: string): Promise<JsonObject>;
  verify(input: string | JsonObject): Promise<VerificationReport>;
  verdictOf(subjectId: string): Promise<string>;
  findings(): Promise<readonly Finding[]>;
}

/** Opened before the tests of the block that calls it, closed after them. */
export function officeAtWork({ kind, at, ...options }: OfficeAtWorkOptions = {}): OfficeAtWork {
  let test: TestService;
  let first: Office;
  beforeAll(async () => {
    test = await openTestService(kind, at);
    first = await openOffice(test.service, options);
  }, 120_000);
  afterAll(() => test.close());
  return {
    get test() {
      return test;
    },
    get service() {
      return test.service;
    },
    get clock() {
      return test.clock;
    },
    get office() {
      return first;
    },
    assess: ({ office = first, ...day }) => assess(test, office, day),
    decide: (recordIds, day) => decide(test, recordIds, day),
    approve: ({ office = first, ...day }) => approve(test, office, day),
    certify: ({ office = first, ...day }) => certify(test, office, day),
    release: (ids) => release(test, ids),
    credentialOf: (subjectId) => credentialOf(test.service, subjectId),
    verify: (input) => verifyInput(test.service, input),
    verdictOf: (subjectId) => verdictOf(test.service, subjectId),
    findings: () => findings(test.service),
  };
}
