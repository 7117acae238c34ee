import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';

export interface Tab {
  readonly key: string;
  readonly title: string;
  readonly content: () => ComponentChildren;
}

/** Tabs as in the WAI-ARIA pattern: arrows move, Home and End jump, one stop for the tabulator. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const [chosen, setChosen] = useState(tabs[0]?.key ?? '');
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(
    tabs.findIndex((tab) => tab.key === chosen),
    0,
  );
  const move = (to: number): void => {
    const next = tabs[(to + tabs.length) % tabs.length];
    if (next === undefined) return;
    setChosen(next.key);
    list.current?.querySelector<HTMLElement>(`#tab-${next.key}`)?.focus();
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowRight: () => move(at + (document.dir === 'rtl' ? -1 : 1)),
    ArrowLeft: () => move(at - (document.dir === 'rtl' ? -1 : 1)),
    Home: () => move(0),
    End: () => move(tabs.length - 1),
  };
  const open = tabs[at];
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list}>
        {tabs.map((tab, index) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`tab-${tab.key}`}
            aria-selected={index === at ? 'true' : 'false'}
            aria-controls="tab-panel"
            tabIndex={index === at ? 0 : -1}
            onClick={() => setChosen(tab.key)}
            onKeyDown={(event) => {
              const key = keys[event.key];
              if (key === undefined) return;
              event.preventDefault();
              key();
            }}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" tabIndex={0} aria-labelledby={`tab-${open?.key ?? ''}`}>
        {open?.content()}
      </div>
    </>
  );
}
