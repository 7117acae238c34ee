import { isObject } from '../../shared/index.js';
import { idProblems } from './names.js';
import { problem, type ModelProblem, type ModelRule, type ModelVersion } from './problem.js';
import { valuesOf } from './values.js';

interface TypedMember {
  readonly name: string;
  /** Versions of the data model that require an id. */
  readonly idRequired: readonly ModelVersion[];
}

/** The extension points whose values must say their type (VCDM 2.0 sections 4.10, 4.11, 5.4, 5.5, 5.6). */
const typedMembers: readonly TypedMember[] = [
  { name: 'credentialStatus', idRequired: ['1.1'] },
  { name: 'credentialSchema', idRequired: ['1.1', '2.0'] },
  { name: 'refreshService', idRequired: ['1.1'] },
  { name: 'termsOfUse', idRequired: [] },
  { name: 'evidence', idRequired: [] },
];

export const checkTypedMembers: ModelRule = (document, version) =>
  typedMembers.flatMap((member) => {
    const value = document[member.name];
    return valuesOf(value).flatMap((item, index) =>
      itemProblems(item, Array.isArray(value) ? `/${member.name}/${index}` : `/${member.name}`, {
        needsId: member.idRequired.includes(version),
      }),
    );
  });

function itemProblems(item: unknown, at: string, { needsId }: { needsId: boolean }): readonly ModelProblem[] {
  if (!isObject(item)) return [problem('member-not-object', at)];
  const types = valuesOf(item['type']);
  const isTyped = types.length > 0 && types.every((type) => typeof type === 'string' && type !== '');
  return [
    ...(isTyped ? [] : [problem('member-type-missing', `${at}/type`)]),
    ...(needsId && item['id'] === undefined ? [problem('member-id-missing', `${at}/id`)] : []),
    ...idProblems(item, at),
  ];
}
