import { openClockJump } from '../../issuance/index.js';
import { reading, type DeskRoute } from '../route.js';

/** Whoever releases dates an award: they are told when the clock of the service may be ahead. */
export const clockRoutes: readonly DeskRoute[] = [
  reading({
    path: '/clock-jump',
    action: 'release-list.read',
    summary: 'The clock of the service went forward further than it can account for, and nobody answered for it yet.',
    input: {},
    work: async ({ store }) => ({ jump: await openClockJump(store) }),
  }),
];
