import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service } from '../app.js';
import { layoutById, type PassportLayout, type RenderedPassport } from '../passport/index.js';
import { ServiceError } from '../shared/index.js';
import { asObject } from './verifier.js';

export interface AwardFolder {
  readonly folder: string;
  /** What a person should know: which larger layout took the place of one that is too dense. */
  readonly remarks: readonly string[];
}

const FORM_FILES: Readonly<Record<string, string>> = {
  'eddsa-jcs-2022': 'credential.json',
  'eddsa-rdfc-2022': 'credential.rdfc.json',
};
const FILE_NAMES: Readonly<Record<string, string>> = {
  svg: 'code.svg',
  png: 'code.png',
  card: 'card.pdf',
  a4: 'a4.pdf',
};
/** From the smallest to the largest, so that the first that fits is the handiest. */
const LAYOUTS = ['card', 'a4'] as const;

/**
 * Writes everything about one award into `<dir>/<number>`: signed credential in each form, code, card and certificate. The
 * folder appears whole or not at all; one that is there already is left alone.
 */
export async function writeAward(service: Service, credentialId: string, dir: string): Promise<AwardFolder> {
  const { store, addresses, ids } = service.instance;
  const rows = await store.read.credentials.find({ credentialId });
  const [short] = await store.read.shortCodes.find({ credentialId });
  const main = rows.find(({ form }) => form === 'eddsa-jcs-2022');
  if (main === undefined) throw new RangeError('an award without its signed credential');
  const folder = join(dir, main.number);
  if (existsSync(folder)) return { folder, remarks: ['The folder is there already and was left as it is.'] };
  const { files, remarks } = await printed(service, asObject(main.json), addresses.shortCode(short?.code ?? ''));
  const temporary = join(dir, `.${main.number}-${ids.uuid()}`);
  await mkdir(temporary, { recursive: true });
  try {
    for (const row of rows) {
      const name = FORM_FILES[row.form];
      if (name !== undefined) await writeFile(join(temporary, name), row.json);
    }
    for (const file of files) await writeFile(join(temporary, FILE_NAMES[file.id] ?? file.id), file.bytes);
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  return { folder, remarks };
}

/** The code and every layout that it fits; a layout whose code would be too dense to scan (P21) is left out and named. */
async function printed(
  { printer }: Service,
  credential: ReturnType<typeof asObject>,
  shortUrl: string,
): Promise<{ readonly files: readonly RenderedPassport[]; readonly remarks: readonly string[] }> {
  let wanted: PassportLayout[] = LAYOUTS.map(layoutById);
  const remarks: string[] = [];
  for (;;) {
    try {
      return { files: await printer.printAll(credential, shortUrl, wanted), remarks };
    } catch (error) {
      const [smallest, ...larger] = wanted;
      if (!(error instanceof ServiceError) || error.code !== 'P21') throw error;
      if (smallest === undefined) {
        return { files: [], remarks: [...remarks, 'P21: it holds too much for a printed code; use the online code.'] };
      }
      const [next] = larger;
      remarks.push(
        `P21: the code would be too dense for the layout "${smallest.id}"${next ? `; use "${next.id}"` : ''}.`,
      );
      wanted = larger;
    }
  }
}
