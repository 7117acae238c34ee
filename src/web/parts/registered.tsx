/** Letters that tell the language of what is written in them. */
const scripts: readonly (readonly [language: string, letters: RegExp])[] = [
  ['si', /\p{Script=Sinhala}/u],
  ['ta', /\p{Script=Tamil}/u],
  ['ar', /\p{Script=Arabic}/u],
];

/** Undefined for Latin letters: they are shared by many languages. */
export const languageOfLetters = (text: string): string | undefined =>
  scripts.find(([, letters]) => letters.test(text))?.[0];

/**
 * The name of a qualification, a unit or an occupation as the register has it: in English, whatever the language of the
 * page. Told to screen readers, and kept from turning the words around it where one writes from right to left.
 */
export const Registered = ({ children: name }: { readonly children: string }) => (
  <bdi lang={languageOfLetters(name) ?? 'en'}>{name}</bdi>
);

interface WithRegisteredProps {
  readonly text: string;
  /** As it stands in the text; an empty one is not looked for. */
  readonly name: string;
}

/** A sentence of the page with such a name in it. */
export function WithRegistered({ text, name }: WithRegisteredProps) {
  const at = name === '' ? -1 : text.indexOf(name);
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <Registered>{name}</Registered>
      {text.slice(at + name.length)}
    </>
  );
}
