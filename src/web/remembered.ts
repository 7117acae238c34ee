/** Choices kept on this device. Never anything about the people who are checked. */
export type Remembered = 'language' | 'framework' | 'theme';

export function recall(name: Remembered): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    // Storage may be switched off; the page works without.
    return null;
  }
}

export function remember(name: Remembered, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    return;
  }
}
