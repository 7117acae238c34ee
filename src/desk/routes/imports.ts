import { z } from 'zod';
import type { Person } from '../../assessment/index.js';
import { candidateFields, isoDay } from '../../shared/index.js';
import { readCandidateTable, type ReadTable } from '../candidate-table.js';
import { command, type Call, type DeskRoute } from '../route.js';
import { isWithinReach } from '../holdings.js';
import { alikeHere, registerList } from './candidates.js';

/** Rows of one file; the screen says C17 beyond it. */
const MOST_ROWS = 500;

const table = {
  columns: z.array(z.string().max(200)).min(1).max(60),
  rows: z
    .array(z.array(z.string().max(500)).max(60))
    .min(1)
    .max(MOST_ROWS),
  firstRow: z.int().min(1).max(100_000),
  mapping: z.partialRecord(z.enum(candidateFields), z.int().min(0).max(59)).exactOptional(),
  dateOrder: z.enum(['day-first', 'month-first']).exactOptional(),
};
type Table = z.output<z.ZodObject<typeof table>>;

export const importRoutes: readonly DeskRoute[] = [
  command({
    path: '/candidates/import/check',
    action: 'candidate.register',
    summary:
      'Read a list of candidates without keeping anything: problems of columns, then of rows; who is here already.',
    input: table,
    work: async (call) => {
      const read = readTable(call);
      const already = await alreadyHere(call, read);
      const here = new Set(already.map(({ row }) => row));
      return { ...read, ready: read.ready.filter(({ row }) => !here.has(row)), already };
    },
  }),
  command({
    path: '/candidates/import',
    action: 'candidate.register',
    summary: 'Register the good rows of a list. Rows with a problem, and persons who are here already, stay out.',
    input: table,
    work: async (call) => {
      const read = readTable(call);
      const { people, duplicates } = await registerList(
        call,
        read.ready.map(({ details }) => details),
      );
      const rowOf = (index: number): number => read.ready[index]?.row ?? 0;
      return {
        problems: read.problems,
        already: duplicates.map(({ index, personId }) => ({ row: rowOf(index), personId })),
        registered: people.map(({ index, person }) => ({
          row: rowOf(index),
          personId: person.id,
          qualification: read.ready[index]?.qualification ?? null,
        })),
      };
    },
  }),
];

const readTable = ({ input, deps, tenant }: Call<Table>): ReadTable =>
  readCandidateTable(
    {
      ...input,
      mapping: input.mapping ?? {},
      dateOrder: input.dateOrder ?? null,
      today: isoDay(deps.clock.now()),
      scheme: tenant.kind === 'scheme' ? tenant.scheme : '',
    },
    deps.catalogue,
  );

interface Already {
  readonly row: number;
  readonly personId: string;
  readonly names: Person['names'];
  readonly born: string | null;
}

async function alreadyHere(call: Call<Table>, read: ReadTable): Promise<readonly Already[]> {
  const found: Already[] = [];
  for (const { row, details } of read.ready) {
    const personId = await alikeHere(call, details);
    if (personId === null || !(await isWithinReach(call, personId))) continue;
    const person = await call.view.people.get(personId);
    found.push({ row, personId, names: person.names, born: person.birthDate?.value ?? null });
  }
  return found;
}
