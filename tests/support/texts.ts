/** The names of the values a text has places for, each once; a plural counts by the number it goes by. */
export const placesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)(?=\}|, plural,)/g)].map(([, name = '']) => name))].sort();

/** The categories of every plural in a text, in its order. */
export const pluralsIn = (text: string): string[][] =>
  [...text.matchAll(/\{\w+, plural,((?:\s*[a-z]+ \{(?:[^{}]|\{\w+\})*\})+)\s*\}/g)].map(([, forms = '']) =>
    [...forms.matchAll(/([a-z]+) \{(?:[^{}]|\{\w+\})*\}/g)].map(([, category = '']) => category),
  );

/** The categories that some whole number up to 1,000 falls into: what a language needs a form for. */
export const categoriesOf = (language: string): string[] => {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 1_001 }, (_, number) => rules.select(number)))].sort();
};
