import { problem, type ModelProblem, type ModelRule } from './problem.js';
import { instantOf } from './values.js';

/** `validFrom`/`validUntil` (VCDM 2.0 section 4.9) or `issuanceDate`/`expirationDate` (1.1): real instants, in order. */
export const checkValidity: ModelRule = (document, version) => {
  const isOld = version === '1.1';
  const [fromName, untilName] = isOld
    ? (['issuanceDate', 'expirationDate'] as const)
    : (['validFrom', 'validUntil'] as const);
  const problems: ModelProblem[] = [];
  if (isOld && document[fromName] === undefined) problems.push(problem('date-missing', `/${fromName}`));
  const [from, until] = [fromName, untilName].map((name) => {
    if (document[name] === undefined) return undefined;
    const instant = instantOf(document[name], isOld);
    if (instant === null) problems.push(problem('date-malformed', `/${name}`));
    return instant ?? undefined;
  });
  if (from !== undefined && until !== undefined && until < from) problems.push(problem('date-order', `/${untilName}`));
  return problems;
};
