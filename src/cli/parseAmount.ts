import { InvalidArgumentError } from 'commander';

const SUFFIX: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** Reads `70`, `1.5` or `12B`. */
export function parseAmount(text: string): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)([KMBT]?)$/.exec(text.trim());
  if (match === null) throw new InvalidArgumentError('write an amount such as 70, 1.5 or 12B');
  return Number(match[1]) * SUFFIX[match[2] ?? '']!;
}
