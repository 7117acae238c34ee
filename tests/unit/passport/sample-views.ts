import type { PassportView } from '../../../src/passport/types.js';

/** Names as long as any seen in real registers; invented. */
export const longNames: readonly PassportView['names'][number][] = [
  { text: 'FATHIMA NILUFER DELA CRUZ-VILLANUEVA WICKRAMASINGHE', script: 'Latn' },
  { text: 'ශ්‍රියානි චන්ද්‍රිකා වික්‍රමසිංහ බණ්ඩාරනායක', script: 'Sinh' },
  { text: 'சுப்பிரமணியம் கிருஷ்ணமூர்த்தி லட்சுமி க்ஷத்திரியன்', script: 'Taml' },
  { text: 'فاطمة نيلوفر عبد الرحمن بنت محمد', script: 'Arab' },
];

export function sampleView(changes: Partial<PassportView> = {}): PassportView {
  return {
    schemeTitle: 'TESDA',
    country: 'PH',
    awardTitle: 'National Certificate',
    names: [{ text: 'MARIA CLARA DELA CRUZ-VILLANUEVA', script: 'Latn' }],
    birthYear: '1988',
    maskedId: '...4821',
    title: 'Domestic Work NC II',
    levelLine: 'PQF level 2',
    number: '26130502017345',
    units: [
      ['HCS913301', 'Clean living room, dining room, bedrooms, toilet and kitchen'],
      ['HCS913302', 'Wash and iron clothes, linen and fabric'],
      ['HCS913303', 'Prepare hot and cold meals/food'],
      ['HCS913304', 'Provide food and beverage service'],
    ].map(([code, title]) => ({ code: code ?? '', title: title ?? '', category: 'core', competent: true })),
    assessedOn: '2026-05-03',
    awardedOn: '2026-05-20',
    validUntil: '2031-05-20',
    issuerName: 'Technical Education and Skills Development Authority',
    placeName: 'Assessment mission Riyadh, May 2026',
    photo: null,
    verifyHost: 'verify.example.org',
    sp1Url: `https://verify.example.org/#${'31415926535897932'.repeat(50)}`,
    shortUrl: 'https://verify.example.org/c/abcdefghijklmnopqrstuvwx23',
    throwaway: false,
    ...changes,
  };
}
