import { verify, type VerificationReport, type VerifyDeps, type VerifyInput } from '../../src/verification/index.js';

/** The report on an input that can be read; an error with the code where it cannot. */
export async function reportOf(input: VerifyInput, deps: VerifyDeps): Promise<VerificationReport> {
  const result = await verify(input, deps);
  if (!result.ok) throw new Error(result.problem.code);
  return result.report;
}
