export type Values = Readonly<Record<string, string | number>>;

// Both are literals, so that a bundle that fills in no text is spared them.
/** What a form of a plural is made of: text, and places for values one level deep. */
const FORM = ' \\{((?:[^{}]|\\{\\w+\\})*)\\} ?';
const PLURAL = /\{(\w+), plural, ((?:[a-z]+ \{(?:[^{}]|\{\w+\})*\} ?)+)\}/g;

/**
 * Puts values into a text of the language files. `{name}` is a value; `{n, plural, one {# row} other {# rows}}` (the
 * notation of ICU MessageFormat) is the form that the language uses for the number n, with # for the number itself. A
 * category without a form, and what is no number ('200+'), takes `other`.
 */
export function fillText(text: string, values: Values, rules: Intl.PluralRules): string {
  // A name like 'constructor' is no value.
  const valueOf = (name: string, otherwise: string): string =>
    Object.hasOwn(values, name) ? String(values[name]) : otherwise;
  return text
    .replace(PLURAL, (whole, name: string, forms: string) => {
      const value = valueOf(name, '');
      const formOf = (category: string) => new RegExp(`(?:^|} )${category}${FORM}`).exec(forms)?.[1];
      const form = formOf(rules.select(Number(value))) ?? formOf('other');
      return value === '' || form === undefined ? whole : form.replaceAll('#', value);
    })
    .replace(/\{(\w+)\}/g, (whole, name: string) => valueOf(name, whole));
}
