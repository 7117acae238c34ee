import type { ComponentType } from 'preact';
import type { DeskKey } from '../locales/desk/strings.js';
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
  readonly title: DeskKey;
  /** Shown in the navigation, in the order of this table. */
  readonly inNavigation?: boolean;
  readonly load: () => Promise<{ default: ComponentType<ScreenProps> }>;
}

/** Every screen of the desk: a new one is a file with a default export and an entry here. */
export const screens: readonly Screen[] = [
  {
    path: '/desk',
    needs: [],
    title: 'work.title',
    inNavigation: true,
    load: () => import('./screens/work-list.js'),
  },
];
