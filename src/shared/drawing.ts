/** A flat picture as data, so that a screen (SVG) and a paper (PDF) are drawn from one geometry. Lengths in CSS pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly DrawingGroup[];
}

export interface DrawingGroup {
  /** Everything in the group moves down by this much. */
  readonly top: number;
  readonly shapes: readonly Shape[];
}

export type Shape = BoxShape | PathShape | CircleShape | TextShape;

interface Stroke {
  readonly stroke: string;
  readonly weight: number;
  /** Lengths of dashes and gaps; absent = solid. */
  readonly dash?: readonly number[];
  readonly roundCaps?: boolean;
}

export interface BoxShape extends Stroke {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  /** Absent = not filled. */
  readonly fill?: string;
}

export interface PathShape extends Stroke {
  readonly kind: 'path';
  /** SVG path data. */
  readonly data: string;
}

export interface CircleShape extends Stroke {
  readonly kind: 'circle';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: string;
}

export interface TextShape {
  readonly kind: 'text';
  readonly lines: readonly string[];
  readonly x: number;
  /** First baseline. */
  readonly y: number;
  readonly leading: number;
  readonly size: number;
  readonly fill: string;
  readonly bold: boolean;
  readonly anchor: 'start' | 'middle';
}
