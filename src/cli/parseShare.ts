import { InvalidArgumentError } from 'commander';

/** Reads a share: `.5`, `0.5` or `50%`. */
export function parseShare(text: string): number {
  const isPercent = text.endsWith('%');
  const value = parseNumber(isPercent ? text.slice(0, -1) : text) / (isPercent ? 100 : 1);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('write a share from 0 to 1 or a percentage');
  return value;
}

/** Reads a number above 0, or a percentage. */
export function parsePositive(text: string): number {
  const isPercent = text.endsWith('%');
  const value = parseNumber(isPercent ? text.slice(0, -1) : text) / (isPercent ? 100 : 1);
  if (!(value > 0)) throw new InvalidArgumentError('write a number above 0');
  return value;
}

function parseNumber(text: string): number {
  return /^(?:\d+(?:\.\d+)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}
