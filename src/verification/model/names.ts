import { isObject } from '../../shared/index.js';
import { problem, type ModelProblem, type ModelRule } from './problem.js';
import { isUrl, valuesOf } from './values.js';

const isName = (value: unknown): boolean => typeof value === 'string' && value !== '' && !/\s/.test(value);

/** `type` (VCDM 2.0 section 4.5): names, one of which says what the document is. */
export const checkTypes =
  (required: 'VerifiableCredential' | 'VerifiablePresentation'): ModelRule =>
  ({ type }) => {
    const types = valuesOf(type);
    if (types.length === 0) return [problem('type-missing', '/type')];
    if (!types.every(isName)) return [problem('type-not-text', '/type')];
    return types.includes(required) ? [] : [problem('type-required', '/type')];
  };

/** `id` (VCDM 2.0 section 4.4): absent, or exactly one URL. */
export const idProblems = (node: Readonly<Record<string, unknown>>, at: string): readonly ModelProblem[] =>
  node['id'] === undefined || isUrl(node['id']) ? [] : [problem('id-not-url', `${at}/id`)];

export const checkId: ModelRule = (document) => idProblems(document, '');

/** `issuer` (section 4.7) or `holder` (section 4.13): a URL, or an object whose id is one. */
const isParty = (value: unknown): boolean => isUrl(value) || (isObject(value) && isUrl(value['id']));

export const checkIssuer: ModelRule = ({ issuer }) => {
  if (issuer === undefined || issuer === null) return [problem('issuer-missing', '/issuer')];
  return isParty(issuer) ? [] : [problem('issuer-not-url', '/issuer')];
};

export const checkHolder: ModelRule = ({ holder }) =>
  holder === undefined || isParty(holder) ? [] : [problem('holder-not-url', '/holder')];

const LANGUAGE_MEMBERS = ['@value', '@language', '@direction'];

function isText(value: unknown): boolean {
  if (typeof value === 'string') return true;
  if (!isObject(value) || !Object.keys(value).every((name) => LANGUAGE_MEMBERS.includes(name))) return false;
  const { '@value': text, '@language': language, '@direction': direction } = value;
  return (
    typeof text === 'string' &&
    (language === undefined || typeof language === 'string') &&
    (direction === undefined || direction === null || direction === 'ltr' || direction === 'rtl')
  );
}

/** `name` and `description` (section 4.6), also of the issuer: a text, a text with its language, or a list of these. */
export const checkTexts: ModelRule = (document, version) => {
  // The older data model does not define these two.
  if (version === '1.1') return [];
  const { issuer } = document;
  return [...textProblems(document, ''), ...(isObject(issuer) ? textProblems(issuer, '/issuer') : [])];
};

function textProblems(node: Readonly<Record<string, unknown>>, at: string): readonly ModelProblem[] {
  return ['name', 'description']
    .filter((member) => node[member] !== undefined)
    .filter((member) => {
      const texts = valuesOf(node[member]);
      return texts.length === 0 || !texts.every(isText);
    })
    .map((member) => problem('text-malformed', `${at}/${member}`));
}
