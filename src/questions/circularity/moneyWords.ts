const UNITS = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const;

const SYMBOLS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥' };

/** Money as a newspaper prints it: `$16.3 billion`, `$500 million`, `$94,000`, `nothing`; three digits that count. */
export function moneyWords(amount: number, currency: string): string {
  const size = Math.abs(amount);
  if (size < 1e-9) return 'nothing';
  const symbol = currency === '' ? '' : (SYMBOLS[currency] ?? `${currency} `);
  const unit = UNITS.find(([one]) => size >= 0.9995 * one);
  if (unit === undefined)
    return `${symbol}${size < 1000 ? Number(size.toPrecision(3)) : grouped(Number(size.toPrecision(3)))}`;
  const figure = Number((amount / unit[0]).toPrecision(3));
  const places = Math.abs(figure) >= 100 ? 0 : Math.abs(figure) >= 10 ? 1 : 2;
  return `${symbol}${figure.toFixed(places)} ${unit[1]}`;
}

function grouped(amount: number): string {
  return String(Math.round(amount)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A share as a newspaper prints it: `3.2 %`, `0.05 %`, `under 0.01 %`. */
export function shareWords(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.01) return 'under 0.01 %';
  if (percent >= 99.95) return '100 %';
  return `${Number(percent.toPrecision(2))} %`;
}
