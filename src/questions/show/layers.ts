import { combine, type Figure, intervalOf, sum, times, ZERO } from '../figure.ts';

/** The layers of a promise: "up to", without what another deal delivers, binding, expected, paid to date. */
export interface Layers {
  readonly headline: Figure;
  readonly net: Figure;
  readonly firm: Figure;
  readonly expected: Figure;
  readonly paid: Figure;
}

export const NO_LAYERS: Layers = { headline: ZERO, net: ZERO, firm: ZERO, expected: ZERO, paid: ZERO };

const NAMES = ['headline', 'net', 'firm', 'expected', 'paid'] as const;

export function sumLayers(all: readonly Layers[]): Layers {
  return eachLayer((name) => sum(all.map((layers) => layers[name])));
}

export function scaleLayers(layers: Layers, factor: number): Layers {
  return eachLayer((name) => times(layers[name], factor));
}

function eachLayer(make: (name: (typeof NAMES)[number]) => Figure): Layers {
  return {
    headline: make('headline'),
    net: make('net'),
    firm: make('firm'),
    expected: make('expected'),
    paid: make('paid'),
  };
}

/** What the layers of a sum hang on. */
export interface LayerShares {
  /** Share that was binding at signing. */
  readonly firm: Figure;
  /** Share that other deals deliver. */
  readonly overlap: Figure;
  /** Expected share of what is not firm (π/2). */
  readonly performed: number;
  /** Share paid to date. */
  readonly paid: Figure;
}

/**
 * The layers of one sum.
 *
 * Definition: net = headline × (1 − overlap); firm = headline × firm share; expected = firm + E f × max(0, net − firm),
 * E f = π/2 (definitions D1); paid = headline × paid share.
 */
export function layersOf(headline: Figure, shares: LayerShares): Layers {
  const part = (share: Figure): Figure =>
    combine([headline, share], ([whole, fraction]) => whole! * Math.min(1, Math.max(0, fraction!)));
  const net = combine([headline, shares.overlap], ([whole, o]) => whole! * (1 - Math.min(1, Math.max(0, o!))));
  const firm = part(shares.firm);
  const ahead = Math.max(0, net.value - firm.value);
  const expected =
    ahead === 0 || shares.performed === 0
      ? firm
      : combine([headline, shares.overlap, shares.firm], ([whole, o, f]) => {
          const binding = whole! * Math.min(1, Math.max(0, f!));
          return binding + shares.performed * Math.max(0, whole! * (1 - Math.min(1, o!)) - binding);
        });
  return { headline, net, firm, expected, paid: part(shares.paid) };
}

/** Layers as an answer carries them: the median of each, and its 5–95 % range where it is uncertain. */
export interface LayersResult {
  readonly headline: number;
  readonly net: number;
  readonly firm: number;
  readonly expected: number;
  readonly paid: number;
  readonly headline_interval: [number, number] | null;
  readonly net_interval: [number, number] | null;
  readonly firm_interval: [number, number] | null;
}

export function layersResult(layers: Layers): LayersResult {
  return {
    headline: layers.headline.value,
    net: layers.net.value,
    firm: layers.firm.value,
    expected: layers.expected.value,
    paid: layers.paid.value,
    headline_interval: intervalOf(layers.headline),
    net_interval: intervalOf(layers.net),
    firm_interval: intervalOf(layers.firm),
  };
}
