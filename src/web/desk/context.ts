import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DeskSay } from '../locales/desk/strings.js';
import type { Api } from './api/client.js';
import type { Me } from './api/me.js';
import type { Outbox } from './local/outbox.js';
import type { Typed } from './local/typed.js';

/** What every screen is given. */
export interface DeskContext {
  readonly api: Api;
  readonly me: Me;
  readonly say: DeskSay;
  readonly language: string;
  readonly outbox: Outbox;
  readonly typed: Typed;
  /** The address where a form stands again as it was left for the sign-in service; null: nowhere. */
  readonly restoredAt: string | null;
  readonly onRestored: () => void;
  /** Said to screen readers at once, politely. */
  readonly announce: (text: string) => void;
}

export const DeskContextValue = createContext<DeskContext | null>(null);

export function useDesk(): DeskContext {
  const value = useContext(DeskContextValue);
  if (value === null) throw new Error('a desk screen stands outside of the desk');
  return value;
}
