/** The texts of one language: a list for each room of the pages. */
type Rooms = Readonly<Record<string, Readonly<Record<string, string>>>>;
type KeyIn<R extends Rooms> = { readonly [Room in keyof R]: keyof R[Room] }[keyof R];

/** What every language says where English says this: a text that is missing is a type error. */
export type Words<English> = Readonly<Record<keyof English, string>>;
export type WordsOfRooms<English extends Rooms> = { readonly [Room in keyof English]: Words<English[Room]> };

/** The rooms of one language as one list; no key stands in two rooms. */
export const inOneList = <R extends Rooms>(rooms: R): Readonly<Record<KeyIn<R>, string>> =>
  Object.assign({}, ...Object.values(rooms)) as Readonly<Record<KeyIn<R>, string>>;
