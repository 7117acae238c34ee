import { ServiceError } from './errors.js';

/**
 * Two different names of officers. Names that differ only in spaces, case, width or invisible characters are one officer, and
 * so is a missing one. This compares texts: whether two people stand behind them is for accounts to say.
 */
export function areTwoOfficers(first: string, second: string): boolean {
  const names = [foldOfficer(first), foldOfficer(second)];
  return !names.includes('') && names[0] !== names[1];
}

/** @throws ServiceError R27 (409) unless `areTwoOfficers` */
export function requireTwoOfficers(first: string, second: string): void {
  if (!areTwoOfficers(first, second)) throw sameOfficer();
}

/** How names of officers are compared. Twice through the cases: some letters fold only on the way up. */
export const foldOfficer = (name: string): string =>
  name
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** Refuses what one officer asked for twice. */
export const sameOfficer = (): ServiceError =>
  new ServiceError('R27', {
    status: 409,
    title: 'Two different officers must agree to this.',
    whatToDo: 'Name another officer with --with.',
  });
