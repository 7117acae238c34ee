import { isObject } from '../../shared/index.js';
import { idProblems } from './names.js';
import { problem, type ModelRule } from './problem.js';
import { valuesOf } from './values.js';

/** `credentialSubject` (VCDM 2.0 section 4.8): one or more objects, each saying something. */
export const checkSubjects: ModelRule = ({ credentialSubject }) => {
  const subjects = valuesOf(credentialSubject);
  if (subjects.length === 0) return [problem('subject-missing', '/credentialSubject')];
  return subjects.flatMap((subject, index) => {
    const at = Array.isArray(credentialSubject) ? `/credentialSubject/${index}` : '/credentialSubject';
    if (!isObject(subject)) return [problem('subject-not-object', at)];
    return Object.keys(subject).length === 0 ? [problem('subject-empty', at)] : idProblems(subject, at);
  });
};
