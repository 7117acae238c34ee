import type { DeskStrings } from '../strings.js';

/** Tamil of changing many certificates at once. Draft: needs a native reviewer before it is relied on. */
export const many: DeskStrings = {
  'many.scope': 'பொதுவானது',
  'many.scope.mission': 'தூதுக்குழு',
  'many.scope.centre': 'மையம்',
  'many.scope.assessor': 'மதிப்பீட்டாளர்',
  'many.scope.key': 'கையொப்பச் சாவி',
  'many.before': 'முந்தைய மொத்த மாற்றங்கள்',
  'many.none': 'இப்படி இதுவரை எதுவும் மாற்றப்படவில்லை.',
  'many.progress': '{total} இல் {done} முடிந்தது, {refused} மறுக்கப்பட்டது',
  'many.shown': 'முதல் {n} மட்டும் காட்டப்படுகிறது; எண்ணிக்கை அனைத்துக்கும்.',
};
