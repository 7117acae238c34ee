import type { DeskPrinting, PrintFit } from '../desk/index.js';
import { cardSheets, layoutById, payloadBytesOf, printAllCards, type PassportView } from '../passport/index.js';
import { isObject, ServiceError, type JsonObject } from '../shared/index.js';
import type { Instance } from './instance.js';
import { createPassportPhotos } from './portraits.js';
import type { Printer } from './printing.js';

interface Issued {
  readonly certificateId: string;
  readonly credential: JsonObject;
  readonly shortUrl: string;
}

/**
 * Cards for the desk, with the photo of those who agreed to it: the session's as one PDF, and what would not fit said
 * before anything is printed.
 */
export function createDeskPrinting(instance: Instance, printer: Printer): DeskPrinting {
  const { store, addresses } = instance;
  const photos = createPassportPhotos(instance);
  const photoOf = ({ certificateId }: Issued): Promise<Uint8Array | null> => photos.of({ subjectId: certificateId });
  const card = layoutById('card');
  const sheet = layoutById('sheet');

  /** By certificate; one that was never released, or whose person was erased, is not in it. */
  async function issued(certificateIds: readonly string[]): Promise<ReadonlyMap<string, Issued>> {
    if (certificateIds.length === 0) return new Map();
    const { credentials, shortCodes } = store.read;
    const rows = await credentials.find({ subjectId: [...certificateIds], form: 'eddsa-jcs-2022' });
    const codes = await shortCodes.find({ credentialId: rows.map((row) => row.credentialId) });
    return new Map(
      rows.flatMap((row): [string, Issued][] => {
        const code = codes.find(({ credentialId }) => credentialId === row.credentialId)?.code;
        const credential: unknown = row.json === '' ? null : JSON.parse(row.json);
        if (code === undefined || !isObject(credential)) return [];
        return [[row.subjectId, { certificateId: row.subjectId, credential, shortUrl: addresses.shortCode(code) }]];
      }),
    );
  }

  const fitOf = (certificateId: string, { credential }: Issued): PrintFit => {
    const text = printer.codeTextOrNull(credential);
    const bytes = text === null ? 0 : payloadBytesOf(text);
    const fit =
      text === null
        ? 'online'
        : bytes <= card.maxPayloadBytes
          ? 'card'
          : bytes <= sheet.maxPayloadBytes
            ? 'sheet'
            : 'online';
    return { certificateId, fit, bytes, max: card.maxPayloadBytes };
  };

  return {
    fits: async (certificateIds) => {
      const found = await issued(certificateIds);
      return certificateIds.flatMap((id) => {
        const one = found.get(id);
        return one === undefined ? [] : [fitOf(id, one)];
      });
    },
    cards: async (cards, form) => {
      const found = await issued(cards.map((each) => each.certificateId));
      const views: PassportView[] = [];
      for (const { certificateId, isOnlineOnly } of cards) {
        const one = found.get(certificateId);
        if (one === undefined) continue;
        const view = { ...printer.view(one.credential, one.shortUrl), photo: await photoOf(one) };
        views.push(isOnlineOnly ? { ...view, sp1Url: one.shortUrl } : view);
        // A long session must not hold up everybody else.
        await new Promise((resume) => setImmediate(resume));
      }
      return form === 'pages' ? printAllCards(views) : cardSheets(views);
    },
    single: async (certificateId, layout) => {
      const one = (await issued([certificateId])).get(certificateId);
      if (one === undefined) throw notReleased();
      const how = { layoutId: layout, photo: await photoOf(one) };
      return (await printer.print(one.credential, one.shortUrl, how)).bytes;
    },
  };
}

const notReleased = (): ServiceError =>
  new ServiceError('not-released', {
    status: 409,
    title: 'This certificate was not released yet.',
    whatToDo: 'Release it first.',
  });
