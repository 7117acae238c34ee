import { z } from 'zod';
import type { Certificate } from '../../assessment/index.js';
import { isoDay, refused, ServiceError } from '../../shared/index.js';
import { id } from '../fields.js';
import { DeskFile } from '../file.js';
import { labelsFor } from '../labels.js';
import { reading, type Call, type DeskRoute } from '../route.js';

type Reading = Pick<Call<unknown>, 'view' | 'store' | 'deps'>;

const forms = '`pages`: one side per page for card printers; `sheets`: ten on A4, backs mirrored.';
const paper = { form: z.enum(['pages', 'sheets']), dense: z.enum(['leave-out', 'online-code']) };

/** Cards come by session, in the order of its list, or by release, in the order of its run. */
const bySession: Batch = {
  of: 'a session',
  path: '/sessions/:batchId',
  touches: { sessions: ['batchId'] },
  certificates: releasedOfSession,
};
const byRun: Batch = {
  of: 'a release',
  path: '/release-runs/:batchId',
  touches: { releaseRuns: ['batchId'] },
  certificates: releasedByRun,
};

interface Batch {
  readonly of: string;
  readonly path: string;
  readonly touches: { readonly sessions: ['batchId'] } | { readonly releaseRuns: ['batchId'] };
  readonly certificates: (batchId: string, call: Reading) => Promise<readonly Certificate[]>;
}

const printedTogether = ({ of, path, touches, certificates }: Batch): readonly DeskRoute[] => [
  reading({
    touches,
    path: `${path}/print-plan`,
    action: 'certificate.print',
    summary: `Certificates in force of ${of}, in its order, and how each fits on a card.`,
    input: { batchId: id },
    work: async (call) => printPlan(await certificates(call.input.batchId, call), call),
  }),
  reading({
    touches,
    path: `${path}/cards`,
    action: 'certificate.print',
    summary: `Cards of ${of} as one PDF. ${forms}`,
    input: { batchId: id, ...paper },
    work: async (call) => cardsOf(await certificates(call.input.batchId, call), call),
  }),
];

export const printRoutes: readonly DeskRoute[] = [
  ...printedTogether(bySession),
  ...printedTogether(byRun),
  reading({
    path: '/certificates/:certificateId/print',
    action: 'certificate.print',
    summary: 'One certificate as a card, an A4 certificate or the A4 sheet with the large code.',
    touches: { certificates: ['certificateId'] },
    input: { certificateId: id, layout: z.enum(['card', 'a4', 'sheet']) },
    work: async ({ input, view, deps }) => {
      const { number } = await view.certificates.get(input.certificateId);
      const bytes = await deps.printing.single(input.certificateId, input.layout);
      return new DeskFile({ mediaType: 'application/pdf', name: `passport-${(number ?? '').slice(-4)}.pdf`, bytes });
    },
  }),
];

/** In the order of the attendance list. */
async function releasedOfSession(wanted: string, { store }: Reading): Promise<readonly Certificate[]> {
  const records = await store.records.find({ sessionId: wanted });
  const personIds = [...new Set(records.map((record) => record.personId))];
  const held = personIds.length === 0 ? [] : await store.certificates.find({ personId: personIds, state: 'active' });
  const place = new Map(records.map((record, index) => [record.id, index]));
  const placeOf = ({ recordIds: [first = ''] }: Certificate): number => place.get(first) ?? -1;
  return held
    .filter((certificate) => placeOf(certificate) >= 0)
    .toSorted((left, right) => placeOf(left) - placeOf(right));
}

/** What is in force of it, in the order of the run. */
async function releasedByRun(wanted: string, { view, store }: Reading): Promise<readonly Certificate[]> {
  const run = await view.releaseRuns.get(wanted);
  const released = run.items.filter((item) => item.state === 'released').map((item) => item.certificateId);
  const found = released.length === 0 ? [] : await store.certificates.find({ id: released, state: 'active' });
  const place = new Map(released.map((certificateId, index) => [certificateId, index]));
  return found.toSorted((left, right) => (place.get(left.id) ?? 0) - (place.get(right.id) ?? 0));
}

async function cardsOf(
  certificates: readonly Certificate[],
  { input, deps }: Call<{ readonly form: 'pages' | 'sheets'; readonly dense: 'leave-out' | 'online-code' }>,
): Promise<DeskFile> {
  const planned = await deps.printing.fits(certificates.map((each) => each.id));
  const printable = planned.filter((each) => input.dense === 'online-code' || each.fit === 'card');
  if (printable.length === 0) throw nothingToPrint();
  const bytes = await deps.printing.cards(
    printable.map((each) => ({ certificateId: each.certificateId, isOnlineOnly: each.fit !== 'card' })),
    input.form,
  );
  return new DeskFile({ mediaType: 'application/pdf', name: `cards-${isoDay(deps.clock.now())}.pdf`, bytes });
}

async function printPlan(certificates: readonly Certificate[], { store, deps }: Reading) {
  const fits = await deps.printing.fits(certificates.map((certificate) => certificate.id));
  const labels = await labelsFor(store, { people: certificates.map((certificate) => certificate.personId) });
  return certificates.map((certificate) => {
    const fit = fits.find((each) => each.certificateId === certificate.id);
    return {
      id: certificate.id,
      name: labels.person(certificate.personId),
      title: certificate.title,
      number: certificate.number,
      fit: fit?.fit ?? 'online',
      bytes: fit?.bytes ?? 0,
      max: fit?.max ?? 0,
    };
  });
}

const nothingToPrint = (): ServiceError =>
  refused([
    {
      code: 'nothing-to-print',
      severity: 'block',
      message: 'No released certificate of this session fits on a card.',
      whatToDo: 'Release first, or choose cards with the online code only.',
    },
  ]);
