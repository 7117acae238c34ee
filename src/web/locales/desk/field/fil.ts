import type { DeskStrings } from '../strings.js';

/** Filipino of the conditions of the field: lock, clock, colours, two answers, backup. Draft: needs a native reviewer before it is relied on. */
export const field: DeskStrings = {
  'lock.title': 'Nandiyan ka pa ba?',
  'lock.text':
    'Matagal nang walang gumagamit ng desk na ito. Magla-lock ito sa loob ng isang minuto. Nakatabi ang isinulat mo.',
  'lock.stay': 'Manatili',
  'lock.locked':
    'Naka-lock: {n} minutong walang gumamit ng desk na ito. Mag-sign in para magpatuloy kung nasaan ka. Sariling listahan ang makikita ng ibang tao.',
  'lock.other': 'Sa ibang account ang passkey na ito. Kumonekta para makapasok doon.',
  'clock.wrong': 'Mali nang {n} minuto ang orasan ng device na ito. Itama bago pumirma.',
  theme: 'Mga kulay',
  'theme.auto': 'Gaya ng sa device na ito',
  'theme.light': 'Maliwanag',
  'theme.dark': 'Madilim',
  'theme.contrast': 'Sa labas',
  'both.text': 'Na-rate din ang papel na ito sa ibang tab o device. Nakatabi ang mga marka mo.',
  'both.see': 'Tingnan pareho',
  'both.title': 'Dalawang sagot sa iisang papel',
  'both.mine': 'Sa device na ito',
  'both.office': 'Sa opisina',
  'both.empty': 'Walang laman',
  'both.keep-mine': 'Panatilihin ang nasa device na ito',
  'both.keep-office': 'Panatilihin ang nasa opisina',
  'sync.service': 'May problema ang serbisyo ng opisina. Kusa itong susubukan ulit.',
  'sync.keep': 'Hilingin sa browser na itabi ito',
  'sync.insist': 'Mag-save ng backup file araw-araw hanggang maipadala ang lahat.',
  'backup.title': 'Backup file',
  'backup.text':
    'Mapupunta ang lahat ng naghihintay sa isang file na passphrase lang ang makakabukas. Walang makakabasa nito kung walang passphrase.',
  'backup.passphrase': 'Passphrase',
  'backup.hint': 'Hindi bababa sa 12 karakter. Itago nang hiwalay sa file.',
  'backup.short': 'Maglagay ng hindi bababa sa 12 karakter.',
  'backup.make': 'I-save ang backup file',
  'backup.made': 'May {n} bagay sa file na {name}.',
  'backup.read': 'Basahin ang backup file',
  'backup.file': 'Piliin ang backup file',
  'backup.open': 'Basahin ang file',
  'backup.wrong': 'Hindi nabuksan ng passphrase ang file na ito. Tingnan ang dalawa.',
  'backup.not': 'Hindi ito backup file ng desk.',
  'backup.other': 'Gawa ng ibang account ang nasa file. Siya lang ang makakabasa nito.',
  'backup.done': '{n} bagay ang nabasa, {m} ang narito na.',
};
