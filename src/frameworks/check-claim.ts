import type { CheckContext } from './checks/rule.js';
import { rules } from './checks/registry.js';
import type { Knowledge } from './knowledge.js';
import { findLink } from './links.js';
import { findLevel, levelCodeOf, resolveFramework } from './resolve.js';
import type { FrameworkClaim, FrameworkFinding } from './types.js';

export interface CheckOptions {
  /** `YYYY-MM-DD`; without it the age of the data (Q33) is not judged. */
  readonly today?: string;
}

/**
 * Runs every rule that has something to say about `claim`, in rule order. Pure. A `fail` means that the claim is not
 * supported; it never means that a certificate is forged.
 */
export function checkClaim(
  knowledge: Knowledge,
  claim: FrameworkClaim,
  options: CheckOptions = {},
): readonly FrameworkFinding[] {
  const context = contextOf(knowledge, claim, options);
  return rules.flatMap((rule) => rule.check(context) ?? []);
}

function contextOf(knowledge: Knowledge, claim: FrameworkClaim, options: CheckOptions): CheckContext {
  const resolution =
    claim.framework === undefined ? null : resolveFramework(knowledge, claim.framework, claim.awardingCountry);
  const targetResolution =
    claim.targetFramework === undefined ? null : resolveFramework(knowledge, claim.targetFramework);
  const framework = resolution?.kind === 'found' ? resolution.framework : null;
  const target = targetResolution?.kind === 'found' ? targetResolution.framework : null;
  const level = framework && claim.level !== undefined ? findLevel(framework, claim.level) : null;
  return {
    knowledge,
    claim,
    resolution,
    targetResolution,
    framework,
    target,
    level,
    levelCode: claim.level === undefined ? null : sayable(levelCodeOf(claim.level)),
    targetLevel: claim.targetLevel === undefined ? null : sayable(levelCodeOf(claim.targetLevel)),
    link: framework && target && level ? findLink(knowledge, level, framework, target) : null,
    today: options.today ?? null,
  };
}

/** Claims can come from strangers: only what looks like a level code is repeated in a sentence of ours. */
const sayable = (code: string): string => (/^[A-Za-z0-9.-]{1,10}$/.test(code) ? code : '(unreadable)');
