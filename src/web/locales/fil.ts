import type { PartialStrings } from './strings.js';

/** Filipino. Draft: needs a native reviewer before it is relied on. */
export const strings: PartialStrings = {
  'scan.start': 'I-scan ang code',
  'scan.upload': 'Mag-upload ng litrato o PDF',
  'scan.paste': 'I-paste ang link o teksto',
  'scan.hold': 'Hawakan nang patag ang code sa loob ng kuwadro.',
  'scan.closer': 'Ilapit pa',
  'scan.light': 'Buksan ang ilaw',
  'scan.found': 'May nakitang code. Sinusuri…',
  'scan.none': 'Walang nakitang code sa larawan. Kunan nang mas malapit at maliwanag.',
  'cam.blocked': 'Naka-block ang camera. Payagan ito sa settings ng browser, o mag-upload ng litrato.',
  'priv.local': 'Walang lalabas sa device na ito sa anumang i-scan mo.',
  'act.next': 'Suriin ang iba pa',
  'act.receipt': 'Mag-save ng resibo',
  'act.why': 'Bakit ito ang sagot?',
  'w.title': 'Ang aking skills passport',
  'w.mine': 'Sa iyo ang passport na ito.',
  'w.show': 'Ipakita ang code ko',
  'w.pdf': 'I-download ang PDF',
  'w.card': 'I-print ang card ko',
  'w.valid': 'May bisa hanggang {date}',
  'w.noend': 'Walang katapusan ang bisa',
  'w.finish': 'Tapusin at burahin ang screen na ito',
};
