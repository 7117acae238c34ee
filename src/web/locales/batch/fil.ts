import type { Words } from '../rooms.js';
import type { batch as english } from './en.js';

/** Filipino of checking many files. Draft: needs a native reviewer before it is relied on. */
export const batch: Words<typeof english> = {
  batch: 'Maraming file',
  'batch.lead':
    'Suriin ang maraming file o link nang sabay-sabay. Walang ina-upload: bawat isa ay sinusuri sa device na ito.',
  'batch.add': 'Magdagdag ng mga file',
  'batch.drop': 'O ihulog ang mga file dito.',
  'batch.paste': 'Mga link o teksto, isa bawat linya',
  'batch.start': 'Suriin ang mga linyang ito',
  'batch.stop': 'Itigil',
  'batch.stopped': 'Itinigil. Nananatili ang nasuri na.',
  'batch.progress': '{n} sa {total} ang nasuri',
  'batch.csv': 'I-save ang talahanayan (CSV)',
  'batch.clear': 'Burahin ang listahan',
  'batch.waiting': 'Naghihintay',
  'batch.checking': 'Sinusuri…',
  'batch.skipped': 'Hindi nasuri: itinigil',
  'batch.file': 'File o linya',
  'batch.answer': 'Sagot',
  'batch.award': 'Ano ito',
  'batch.person': 'Pangalan',
  'batch.number': 'Numero',
  'batch.line': 'Linya {n}',
  'batch.limit': 'Hanggang {n} lang nang sabay. Hindi idinagdag ang iba.',
};
