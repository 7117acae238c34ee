import type { Express } from 'express';

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** Every address of the server that is asked with anything but GET, as it was mounted. */
export function mountedChanges(app: Express): string[] {
  const { stack } = app.router as unknown as { readonly stack: readonly Layer[] };
  return [...new Set(changesIn(stack))].toSorted();
}

const changesIn = (stack: readonly Layer[]): string[] =>
  stack.flatMap(({ route, handle }) => {
    if (route === undefined) return changesIn(handle?.stack ?? []);
    const isReading = Object.keys(route.methods).every((method) => method === 'get' || method === 'head');
    return isReading ? [] : [route.path];
  });
