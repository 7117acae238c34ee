import type { ComponentType } from 'preact';
import type { DeskKey } from '../locales/desk/strings.js';
import { may, organizationOf, type Me } from './api/me.js';
import { officerScreens } from './officer-screens.js';
import type { Params } from './router.js';

export interface ScreenProps {
  readonly params: Params;
  readonly query: URLSearchParams;
}

export interface Screen {
  /** `/desk/...`; parts as `:name` are opaque ids. Nothing about a person ever stands in an address. */
  readonly path: string;
  /** One of these actions of the role table (src/staff/roles.ts) opens it; empty: everybody who is signed in. */
  readonly needs: readonly string[];
  /** Only for those who are signed in for the whole service. */
  readonly at?: 'instance';
  readonly title: DeskKey;
  /** Shown in the navigation, in the order of this table. */
  readonly inNavigation?: boolean;
  /** Must open where there is no network: its files are fetched as soon as somebody signs in who may use it. */
  readonly isForTheField?: boolean;
  readonly load: () => Promise<{ default: ComponentType<ScreenProps> }>;
}

/** Shown in the navigation and opened; what is asked of the service there is judged by the service. */
export const isOpenTo = ({ needs, at }: Screen, me: Me): boolean =>
  (needs.length === 0 || may(me, ...needs)) && (at === undefined || organizationOf(me)?.kind === at);

/** Every screen of the desk: a new one is a file with a default export and an entry here. */
export const screens: readonly Screen[] = [
  {
    path: '/desk',
    needs: [],
    title: 'work.title',
    inNavigation: true,
    isForTheField: true,
    load: () => import('./screens/work-list.js'),
  },
  {
    path: '/desk/sessions',
    needs: ['sessions.read'],
    title: 'sessions.title',
    inNavigation: true,
    isForTheField: true,
    load: () => import('./screens/session-list.js'),
  },
  {
    path: '/desk/sessions/plan',
    needs: ['session.plan'],
    title: 'plan.title',
    load: () => import('./screens/plan-session.js'),
  },
  {
    path: '/desk/sessions/:sessionId',
    needs: ['applications.read'],
    title: 'session.title',
    isForTheField: true,
    load: () => import('./screens/session.js'),
  },
  {
    path: '/desk/sessions/:sessionId/attendance',
    needs: ['application.attend'],
    title: 'attendance.title',
    isForTheField: true,
    load: () => import('./screens/attendance.js'),
  },
  {
    path: '/desk/candidates',
    needs: ['candidates.read'],
    title: 'candidates.title',
    inNavigation: true,
    isForTheField: true,
    load: () => import('./screens/candidate-list.js'),
  },
  {
    path: '/desk/candidates/new',
    needs: ['candidate.register'],
    title: 'candidates.new',
    isForTheField: true,
    load: () => import('./screens/candidate-form.js'),
  },
  {
    path: '/desk/candidates/:personId/photo',
    needs: ['candidate.register'],
    title: 'candidate.photo',
    load: () => import('./screens/candidate-photo.js'),
  },
  {
    path: '/desk/candidates/import',
    needs: ['candidate.register'],
    title: 'import.title',
    load: () => import('./screens/import.js'),
  },
  {
    path: '/desk/applications',
    needs: ['applications.read'],
    title: 'applications.title',
    inNavigation: true,
    load: () => import('./screens/applications.js'),
  },
  {
    path: '/desk/records/:recordId',
    needs: ['records.read'],
    title: 'cars.title',
    isForTheField: true,
    load: () => import('./screens/cars.js'),
  },
  {
    path: '/desk/sync',
    needs: [],
    title: 'sync.title',
    inNavigation: true,
    isForTheField: true,
    load: () => import('./screens/sync.js'),
  },
  ...officerScreens,
];
