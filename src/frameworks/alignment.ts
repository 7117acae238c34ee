import type { Refusal } from '../shared/index.js';
import type { Basis } from './schema-parts.js';
import { checkClaim } from './check-claim.js';
import type { Knowledge } from './knowledge.js';
import { findLevel } from './resolve.js';

/** The part of a catalogue qualification that alignment needs; the catalogue's own type fits. */
export interface AlignableQualification {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly country: string;
  readonly frameworkLevels: readonly {
    readonly framework: string;
    readonly level: string;
    readonly basis: string;
    readonly source: string;
    readonly confidence: string;
  }[];
}
export interface Alignment {
  readonly framework: string;
  readonly level: string;
  readonly frameworkName: string;
  readonly targetName: string;
  /** Official URI of the level or framework; else the page the level was read on. */
  readonly targetUrl: string | null;
  readonly basis: string;
  readonly source: string;
  readonly confidence: string;
}
export interface Classification {
  readonly code: string;
  readonly title: string;
  readonly uri: string | null;
  readonly basis: string;
  readonly source: string | null;
}
export interface CatalogueAlignment {
  readonly alignments: readonly Alignment[];
  /** Present only where a source or a stated rule supports them; never guessed. */
  readonly isced: Classification | null;
  readonly iscedF: Classification | null;
  readonly isco: Classification | null;
  /** Claims of the catalogue that must not go on a credential, with the reason. */
  readonly refusals: readonly Refusal[];
}

/**
 * What a credential for the FULL qualification may say about levels and fields (rule R26). A certificate of competency
 * or a record of achievement is a part and carries no level: pass `award: 'part'`.
 */
export function catalogueAlignment(
  knowledge: Knowledge,
  qualification: AlignableQualification,
  award: 'full' | 'part' = 'full',
): CatalogueAlignment {
  const judged =
    award === 'part' ? [] : qualification.frameworkLevels.map((claim) => judgeLevel(knowledge, qualification, claim));
  return {
    alignments: judged.flatMap((one) => ('alignment' in one ? [one.alignment] : [])),
    refusals: judged.flatMap((one) => ('refusal' in one ? [one.refusal] : [])),
    ...classificationOf(knowledge, qualification.id),
  };
}

type LevelClaim = AlignableQualification['frameworkLevels'][number];

function judgeLevel(knowledge: Knowledge, qualification: AlignableQualification, claim: LevelClaim) {
  const framework = knowledge.frameworks.get(claim.framework);
  const level = framework ? findLevel(framework, claim.level) : null;
  if (!framework || !level)
    return { refusal: r26('The catalogue names a framework level that is not in the framework data.') };
  if (claim.source.trim() === '' || claim.basis.trim() === '')
    return { refusal: r26('The catalogue gives no basis or source for a framework level.') };
  const findings = checkClaim(knowledge, {
    title: `${qualification.title} ${qualification.level}`,
    framework: claim.framework,
    level: claim.level,
    awardingCountry: qualification.country,
  });
  const failed = [...findings, ...equivalenceFaults(knowledge, qualification, claim)].find(
    (one) => one.outcome === 'fail',
  );
  if (failed) return { refusal: r26(failed.sentence) };
  const alignment: Alignment = {
    framework: framework.id,
    level: level.code,
    frameworkName: framework.file.name,
    targetName: level.title.includes(framework.file.acronym) ? level.title : `${framework.file.acronym} ${level.title}`,
    targetUrl: level.uri ?? framework.file.uri ?? framework.file.basis.structure.source,
    basis: claim.basis,
    source: claim.source,
    confidence: claim.confidence,
  };
  return { alignment };
}

/**
 * The first level listed is the award's own. Every further framework is an equivalence claim and needs a loaded table
 * that says the same: an unread or unconfirmed one is not enough to sign for.
 */
function equivalenceFaults(knowledge: Knowledge, { frameworkLevels }: AlignableQualification, claim: LevelClaim) {
  const [own] = frameworkLevels;
  if (!own || own === claim) return [];
  const findings = checkClaim(knowledge, {
    framework: own.framework,
    level: own.level,
    targetFramework: claim.framework,
    targetLevel: claim.level,
  });
  const supported = findings.some((one) => one.code === 'Q10-as-in-table');
  const told = findings.filter((one) => /^Q(09|1[0-5])$/.test(one.rule) && one.outcome !== 'pass');
  return supported ? [] : told.map((one) => ({ ...one, outcome: 'fail' as const }));
}

/** R26 at issue: every level a credential claims must be one of the catalogue's alignments, and none may be added. */
export function lintAlignment(
  alignment: CatalogueAlignment,
  claimed: readonly { readonly framework: string; readonly level: string }[],
): readonly Refusal[] {
  const supported = ({ framework, level }: { readonly framework: string; readonly level: string }) =>
    alignment.alignments.some((one) => one.framework === framework && one.level === level);
  return claimed
    .filter((claim) => !supported(claim))
    .map(() => r26('The credential claims a framework level that the catalogue does not support with a source.'));
}

function classificationOf(knowledge: Knowledge, id: string): Pick<CatalogueAlignment, 'isced' | 'iscedF' | 'isco'> {
  const entry = knowledge.classifications.items.find((item) => item.qualification === id);
  const basisOf = (name: string): Basis | undefined => knowledge.classifications.bases[name];
  const describe = (
    value: { readonly code: string; readonly basis: string } | null | undefined,
    lookUp: (code: string) => { readonly title: string; readonly uri: string | null } | undefined,
  ): Classification | null => {
    const found = value ? lookUp(value.code) : undefined;
    const basis = value ? basisOf(value.basis) : undefined;
    if (!value || !found || !basis) return null;
    return { code: value.code, title: found.title, uri: found.uri, basis: basis.note, source: basis.source };
  };
  const { tables } = knowledge;
  return {
    isced: describe(entry?.isced, (code) => {
      const found = tables.attainmentCodes.get(code);
      return found && { title: found.title, uri: null };
    }),
    iscedF: describe(entry?.iscedF, (code) => tables.fields().get(code)),
    isco: describe(entry?.isco, (code) => tables.occupations().get(code)),
  };
}

const r26 = (message: string): Refusal => ({
  code: 'R26',
  severity: 'block',
  message,
  whatToDo: "Use the catalogue's own level with its basis, or leave the claim out.",
});
