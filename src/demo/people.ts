import { seededIds, type Ids } from '../shared/index.js';

/** Invented people. Common names put together at random; any likeness to a living person is chance. */
const GIVEN = [
  'Maria Clara',
  'Ana Liza',
  'Rosalinda',
  'Jennifer',
  'Marites',
  'Cherry Ann',
  'Lorna',
  'Grace',
  'Imelda',
  'Josephine',
  'Teresita',
  'Rowena',
  'Evangeline',
  'Mary Jane',
  'Analyn',
  'Jocelyn',
  'Divina',
  'Maricel',
  'Arlene',
  'Gloria',
  'Ronaldo',
  'Jose Mari',
  'Rodel',
  'Danilo',
  'Ferdinand',
  'Edgardo',
  'Rizaldy',
  'Michael',
  'Jayson',
  'Emmanuel',
];
const FAMILY = [
  'Dela Cruz',
  'Santos',
  'Reyes',
  'Garcia',
  'Mendoza',
  'Bautista',
  'Villanueva',
  'Ramos',
  'Aquino',
  'Castillo',
  'Domingo',
  'Pascual',
  'Salazar',
  'Mercado',
  'Navarro',
  'Tolentino',
  'Valdez',
  'Soriano',
  'Manalo',
  'Dimaculangan',
  'Macaraeg',
  'Panganiban',
  'Catacutan',
  'Batungbakal',
  'Lacson',
  'Ilagan',
  'Peñaflor',
  'Ibañez',
  'Quizon',
  'Abad',
];

export interface InventedPerson {
  readonly given: string;
  readonly family: string;
  readonly birthDate: string;
  readonly idNumber: string;
  readonly sex: 'female' | 'male';
}

/** `count` different people, always the same for the same seed. */
export function inventPeople(count: number, seed: number): InventedPerson[] {
  const ids = seededIds(seed);
  const seen = new Set<string>();
  const people: InventedPerson[] = [];
  while (people.length < count) {
    const index = ids.integer(GIVEN.length);
    const given = GIVEN[index] ?? 'Maria';
    const family = FAMILY[ids.integer(FAMILY.length)] ?? 'Santos';
    if (seen.has(given + family)) continue;
    seen.add(given + family);
    people.push({
      given,
      family,
      birthDate: birthDate(ids),
      idNumber: digits(ids, 12),
      sex: index < 20 ? 'female' : 'male',
    });
  }
  return people;
}

const two = (value: number): string => value.toString().padStart(2, '0');
const birthDate = (ids: Ids): string =>
  `${1968 + ids.integer(26)}-${two(1 + ids.integer(12))}-${two(1 + ids.integer(28))}`;
const digits = (ids: Ids, count: number): string => Array.from({ length: count }, () => ids.integer(10)).join('');
