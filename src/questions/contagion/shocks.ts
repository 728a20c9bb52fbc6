import { nearestName } from '../../base/nearestName.ts';
import { parseScalar } from '../../base/quantityText.ts';

/** A shock as asked for: `id=5`, `id=10%`, `all=10%`. */
export interface Shock {
  /** Null: all parties. */
  readonly party: number | null;
  readonly amount: number;
  readonly isShare: boolean;
}

/** A shock, or a sentence that says why its words are none. */
export function readShock(text: string, ids: readonly string[]): Shock | string {
  const split = text.lastIndexOf('=');
  const shape = 'write a shock as ID=AMOUNT, ID=10% or all=10%';
  if (split <= 0) return `${JSON.stringify(text)}: ${shape}`;
  const [id, size] = [text.slice(0, split).trim(), text.slice(split + 1).trim()];
  const read = parseScalar(size, {});
  if (!read.ok) return `${JSON.stringify(text)}: ${read.reason}; ${shape}`;
  if (read.value < 0) return `${JSON.stringify(text)}: a shock is a loss and not below zero`;
  if (read.isPercent && read.value > 1) return `${JSON.stringify(text)}: more than everything cannot be lost`;
  const party = ids.indexOf(id);
  if (party < 0 && id !== 'all') {
    const near = nearestName(id, ids.length > 10_000 ? [] : ids);
    return `there is no party ${JSON.stringify(id)}${near === null ? '' : `; did you mean ${near}?`}`;
  }
  return { party: party < 0 ? null : party, amount: read.value, isShare: read.isPercent };
}

/** What each party loses: shares of its base, then amounts, added up and never more than the base. */
export function shockAmounts(shocks: readonly Shock[], base: Float64Array): Float64Array {
  const lost = new Float64Array(base.length);
  for (const { party, amount, isShare } of shocks) {
    for (let i = party ?? 0; i < (party === null ? base.length : party + 1); i++) {
      lost[i] = Math.min(Math.max(0, base[i]!), lost[i]! + (isShare ? amount * Math.max(0, base[i]!) : amount));
    }
  }
  return lost;
}
