/** Figures as plain data: what is shown, in which unit, in which words. How it is drawn is not said here. */

/** What the numbers of a figure are measured in. */
export type FigureUnit =
  | { readonly is: 'money'; readonly currency: string; readonly per?: string }
  | { readonly is: 'fraction' }
  | { readonly is: 'quantity'; readonly name: string };

/** Part that a shape plays: what the eye is to follow, what it is compared with, what stands behind. */
export const TONES = ['accent', 'strong', 'light', 'muted', 'contrast'] as const;
export type Tone = (typeof TONES)[number];

export type Value = number | null;

interface FigureBase {
  /** Short and unique in a report; letters, digits and hyphens. */
  readonly id: string;
  /** What the figure says. */
  readonly title: string;
  /** What is drawn, in which unit. */
  readonly subtitle: string;
  /** The figure in words, for those who cannot see it. */
  readonly description: string;
  readonly note?: string;
}

export interface Band {
  readonly label: string;
  readonly low: readonly Value[];
  readonly high: readonly Value[];
  readonly tone: Tone;
}

export interface Line {
  readonly label: string;
  readonly values: readonly Value[];
  readonly tone: Tone;
  readonly isDashed?: boolean;
}

/** Lines and bands over time: a fan. */
export interface LinesFigure extends FigureBase {
  readonly kind: 'lines';
  readonly unit: FigureUnit;
  /** Years, or quarters such as 2027-Q1. */
  readonly at: readonly string[];
  readonly bands: readonly Band[];
  readonly lines: readonly Line[];
  /** A second scale on the right: the same figures times a factor. */
  readonly right?: { readonly label: string; readonly factor: number; readonly unit: FigureUnit };
}

/** A figure with its 5–95 % range. */
export interface Point {
  readonly value: Value;
  readonly low: Value;
  readonly high: Value;
}

/** Nested sums by category, the largest behind, and a point with its range for each. */
export interface BarsFigure extends FigureBase {
  readonly kind: 'bars';
  /** Upright over time, or lying beside names. */
  readonly stands: boolean;
  readonly unit: FigureUnit;
  readonly categories: readonly string[];
  readonly layers: readonly { readonly label: string; readonly tone: Tone; readonly values: readonly Value[] }[];
  readonly points: { readonly label: string; readonly tone: Tone; readonly values: readonly Point[] } | null;
  /** The layer whose sum is printed beside a lying bar; the first where left out. */
  readonly prints?: number;
}

/** Points with ranges beside names, several to a name. */
export interface DotsFigure extends FigureBase {
  readonly kind: 'dots';
  readonly unit: FigureUnit;
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly label: string;
    readonly tone: Tone;
    readonly shape: 'disc' | 'ring' | 'diamond';
    readonly values: readonly Point[];
    /** Values as they are to be printed, where that differs from the unit's way. */
    readonly printed?: readonly (string | null)[];
  }[];
}

/** What a measure comes to where an input is low and where it is high. */
export interface TornadoFigure extends FigureBase {
  readonly kind: 'tornado';
  readonly unit: FigureUnit;
  readonly rows: readonly {
    readonly label: string;
    readonly low: number;
    readonly high: number;
    readonly correlation: number;
  }[];
}

export const LINK_KINDS = ['purchase', 'finance', 'contingent'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** A web of parties: promises of money run along its links, from who promises to whom. */
export interface MapFigure extends FigureBase {
  readonly kind: 'map';
  readonly unit: FigureUnit;
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    readonly size: number;
    readonly group: string;
    readonly isOutside: boolean;
  }[];
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly kind: LinkKind;
    readonly amount: number;
    readonly words: string;
  }[];
  /** The links one by one, as the table beside the figure tells them. */
  readonly promises: readonly {
    readonly from: string;
    readonly to: string;
    readonly deal: string;
    readonly kind: LinkKind;
    readonly amount: number;
  }[];
}

export type FigureSpec = LinesFigure | BarsFigure | DotsFigure | TornadoFigure | MapFigure;
