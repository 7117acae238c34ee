import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../context.js';

interface FigureProps {
  readonly title: string;
  readonly lead?: string;
  /** The drawing in one sentence, for whoever does not see it. */
  readonly summary: string;
  readonly table: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A drawing with its sentence, and the same numbers as a real table below. */
export function Figure({ title, lead, summary, table, children }: FigureProps) {
  const { say } = useDesk();
  return (
    <figure class="chart">
      <figcaption>
        <h2>{title}</h2>
        {lead !== undefined && <p class="quiet">{lead}</p>}
        {lead !== summary && <p class="visually-hidden">{summary}</p>}
      </figcaption>
      {children}
      <details>
        <summary>{say('view.table')}</summary>
        {table}
      </details>
    </figure>
  );
}

/** Width of the element in pixels, so that text in a drawing keeps its size on every screen. */
export function useWidth(): { readonly box: { current: HTMLDivElement | null }; readonly width: number } {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { box, width };
}

export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly x: (share: number) => number;
  readonly y: (share: number) => number;
}

const MARGIN = { start: 48, end: 16, top: 12, bottom: 28 };

/** Shares from 0 to 1 to places on the drawing; time and numbers run with the direction of reading. */
export function plotOf(width: number, height: number): Plot {
  const isMirrored = document.dir === 'rtl';
  const room = { x: Math.max(1, width - MARGIN.start - MARGIN.end), y: height - MARGIN.top - MARGIN.bottom };
  return {
    width,
    height,
    x: (share) => (isMirrored ? width - MARGIN.start - share * room.x : MARGIN.start + share * room.x),
    y: (share) => MARGIN.top + (1 - share) * room.y,
  };
}

/** Lines at 0, 25, 50, 75 and 100 %. */
export function PercentAxis({ plot }: { readonly plot: Plot }) {
  const [from, to] = [plot.x(0), plot.x(1)];
  const isMirrored = from > to;
  return (
    <g class="axis">
      {[0, 25, 50, 75, 100].map((percent) => (
        <g key={percent}>
          <line x1={from} x2={to} y1={plot.y(percent / 100)} y2={plot.y(percent / 100)} />
          <text
            x={isMirrored ? from + 6 : from - 6}
            y={plot.y(percent / 100) + 4}
            direction="ltr"
            text-anchor={isMirrored ? 'start' : 'end'}
          >
            {percent} %
          </text>
        </g>
      ))}
    </g>
  );
}
