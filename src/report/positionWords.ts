import type { PathEvent } from '../questions/path/pathSchema.ts';
import type { HoldingResult, PositionResult } from '../questions/position/positionSchema.ts';
import { printMoney, printPercent } from './number.ts';
import { sentenceOf } from './terminal/pathScreen.ts';

type Total = NonNullable<PositionResult['total']>;

const KINDS: Readonly<Record<HoldingResult['kind'], string>> = {
  loan: 'loan',
  bond: 'bond',
  shares: 'shares',
  guarantee: 'guarantee given',
  cds: 'protection bought',
  limit: 'limit',
};

/** What a holding is, in a reader's words. */
export function holdingWords({ kind, on, party }: HoldingResult, name: (id: string) => string): string {
  return on === party ? `${KINDS[kind]}, ${name(party)}` : `${KINDS[kind]}, ${on}`;
}

/** What is lost in all, how likely, how bad, in one sentence. */
export function totalSentence({ amount, losses }: Total, currency: string): string {
  const money = (x: number): string => printMoney(x, currency);
  return losses.loss_probability === 0
    ? `Of ${money(amount)} nothing was lost on any path.`
    : `Of ${money(amount)} ${money(losses.expected_loss)} is lost on average; something is lost on ${printPercent(losses.loss_probability)} of the paths, more than ${money(losses.loss_95)} on one in twenty and more than ${money(losses.loss_99)} on one in a hundred.`;
}

/** What rescues are worth to the holder, in one sentence; null where nobody was rescued to its good. */
export function rescueSentence({ losses, without_rescue }: Total, currency: string): string | null {
  const saved = without_rescue.expected_loss - losses.expected_loss;
  if (saved === 0) return null;
  const amount = printMoney(Math.abs(saved), currency);
  return saved > 0
    ? `If nobody were rescued it would be ${printMoney(without_rescue.expected_loss, currency)}, ${amount} more.`
    : `If nobody were rescued it would be ${printMoney(without_rescue.expected_loss, currency)}, ${amount} less: rescuers among those held pay for others.`;
}

/** A cause with its party. */
export function causeWords({ party, cause }: { party: string; cause: string }, name: (id: string) => string): string {
  return `${name(party)}: ${cause}`;
}

/** An event of the losing path in a sentence; a loss of the holder's own is one of them. */
export function eventWords(names: Readonly<Record<string, string>>, event: PathEvent, currency: string): string {
  return event.kind === 'loss'
    ? `you lose ${printMoney(event.amount, currency)} on ${event.text}`
    : sentenceOf({ names, milestones: {} }, event, currency);
}
