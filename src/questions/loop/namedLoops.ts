import type { Quantity } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import { closingSteps, gainOf, type LoopDraw, type LoopDraws } from './loopDraws.ts';
import type { LoopSpread, NamedLoop } from './loopSchema.ts';
import { thresholdOf } from './loopThresholds.ts';
import { loopReader } from './loopWeb.ts';

type Over = (of: (draw: LoopDraw) => number) => { readonly spread: LoopSpread };

/** The loops of a book by name, each by the step over which money comes back to the lab; the largest first. */
export function namedLoops(book: Book, draws: LoopDraws, over: Over): NamedLoop[] {
  const { web, central, cycles } = draws;
  const closing = closingSteps(web);
  const reached = new Set(cycles.flat());
  return closing
    .filter((e) => reached.has(e))
    .map((e): NamedLoop => {
      const { id, from, to, kind } = web.steps[e]!;
      const keeps = (step: number): boolean => step === e || !closing.includes(step);
      const feasible = kind === 'funding' ? feasibleRate(book, draws, e) : 1;
      return {
        id,
        name: nameOf(book, id, from, kind === 'funding'),
        holder: from,
        issuer: to,
        is_through_vendor_value: kind === 'funding',
        gain: over((d) => gainOf(web, d.weights, keeps)).spread,
        rate: central.values[e]!,
        rate_at_gain_one: thresholdOf(draws, e),
        feasible_rate: feasible,
        gain_at_feasible_rate: feasible === null ? null : gainWith(draws, e, feasible),
        lab_value_needed: kind === 'funding' ? valueNeeded(book, draws, e) : null,
      };
    })
    .sort((a, b) => b.gain.value - a.gain.value);
}

function nameOf(book: Book, id: string, holder: string, isChannel: boolean): string {
  const party = book.content.parties[holder]?.name ?? holder;
  if (!isChannel) return `${party} tranche-per-${book.content.market?.unit.capacity ?? 'delivery'} loop`;
  return book.content.channels?.[id.slice('channels.'.length)]?.loop ?? `${party} loop`;
}

/** The gain of all loops, one of them funding at another rate. */
function gainWith({ web, central }: LoopDraws, step: number, value: number): number {
  return gainOf(
    web,
    central.weights.map((w, e) => (e === step ? value : w)),
  );
}

/** Loan-to-value × the unpledged share of what the holder owns of the vendor that it owns most of; null where no loan-to-value is told. */
function feasibleRate(book: Book, { web, central, inputs }: LoopDraws, step: number): number | null {
  const { id, from } = web.steps[step]!;
  const ratio = book.content.channels?.[id.slice('channels.'.length)]?.loan_to_value;
  if (ratio === undefined) return null;
  let [vendor, most] = ['', 0];
  for (const [e, s] of web.steps.entries()) {
    if (s.kind !== 'ownership' || s.nodes[1] !== web.steps[step]!.nodes[0] || central.values[e]! <= most) continue;
    [vendor, most] = [s.from, central.values[e]!];
  }
  const pledged = inputs.central(book.content.stakes?.[vendor]?.pledged?.[from] as Quantity | undefined, 0);
  return inputs.central(ratio, 0) * (1 - (pledged <= 1 ? pledged : 0));
}

/** Rise of the lab's own value per unit committed at which its holder alone would bring the unit back: 1/(L·rate·stake). */
function valueNeeded(book: Book, { web, central, inputs }: LoopDraws, step: number): number | null {
  const { from, to, nodes } = web.steps[step]!;
  const ids = Object.keys(book.content.parties);
  if (from === to) return null;
  const stake = loopReader(book, inputs.central).holdings().column(ids.indexOf(to))?.[ids.indexOf(from)] ?? 0;
  const leverage = web.steps.findIndex((s) => s.kind === 'leverage' && s.nodes[0] === nodes[1]);
  const returned = central.weights[leverage]! * central.weights[step]! * stake;
  return returned > 0 ? 1 / returned : null;
}
