import type { Refusal } from '../../shared/index.js';
import { listAt, textAt } from '../claims/fields.js';
import { identity } from '../terms.js';
import { refusal, stringsOf, type Lint } from './lint.js';

const scripts = (
  'Latin Cyrillic Greek Arabic Hebrew Armenian Georgian Ethiopic Devanagari Bengali Gurmukhi Gujarati Tamil Telugu Kannada ' +
  'Malayalam Sinhala Thai Lao Khmer Myanmar Tibetan Hangul Han Hiragana Katakana'
)
  .split(' ')
  .map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));
const japanese = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{M}\p{P}ー]+$/u;

const NOT_ASCII = /[^\x20-\x7E]/;

/** Letters, marks, joiners of Indic scripts, and what joins the parts of a name. */
const NAME = /^[\u200C\p{L}\p{M} .,'’`·\-\u200D]+$/u;

/** The holder has one document name; names are composed text (NFC) and no word mixes scripts to look like another. */
export const namesLint: Lint = {
  id: 'names',
  code: 'L04',
  title: 'Names are present and are what they look like.',
  run: ({ document, subject }) => {
    const identities = listAt(subject, 'identifier');
    const names = identities.filter((entry) => textAt(entry, 'identityType') === identity.name);
    const found: Refusal[] = names.length === 1 ? [] : [wrong('There is not exactly one holder name.', identifiersAt)];
    for (const [index, entry] of identities.entries()) {
      const type = textAt(entry, 'identityType') ?? '';
      const isName = type === identity.name || type.startsWith(identity.otherName);
      if (!isName) continue;
      const at = `${identifiersAt}/${index}/identityHash`;
      const text = textAt(entry, 'identityHash') ?? '';
      if (!NAME.test(text) || !/\p{L}/u.test(text)) found.push(wrong('A name holds characters names do not have.', at));
      if (!hasScript(text, type)) found.push(wrong('A name is not written in the script it is marked with.', at));
    }
    const shown = stringsOf(document, (name) => notShown.has(name));
    for (const { text, at } of shown) {
      if (!NOT_ASCII.test(text)) continue;
      if (text !== text.normalize('NFC')) found.push(wrong('A text is not composed (Unicode NFC).', at));
      if (text.split(/[^\u200C\p{L}\p{M}\u200D]+/u).some(mixesScripts)) {
        found.push(wrong('A word mixes letters of different scripts that look alike.', at));
      }
    }
    return found;
  },
};

const identifiersAt = '/credentialSubject/identifier';
const notShown = new Set(['@context', 'id', 'verifiableCredential']);

function hasScript(text: string, type: string): boolean {
  if (!type.startsWith(identity.otherName)) return true;
  try {
    return new RegExp(`\\p{Script=${type.slice(identity.otherName.length)}}`, 'u').test(text);
  } catch {
    // ISO 15924 has codes (Jpan, Hans) that are no single Unicode script.
    return true;
  }
}

const mixesScripts = (word: string): boolean =>
  !japanese.test(word) && scripts.filter((script) => script.test(word)).length > 1;

const wrong = (message: string, at: string): Refusal =>
  refusal('L04', message, 'Enter the name again as it stands in the identity document.', at);
