import type { PathEvent } from '../questions/path/pathSchema.ts';
import type { HoldingResult, PositionResult } from '../questions/position/positionSchema.ts';
import { printMoney, printPercent } from './number.ts';
import { sentenceOf } from './terminal/pathScreen.ts';

/** Standard errors beyond which a difference is told as one. */
const ERRORS = 2;

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
  if (losses.loss_probability === 0) return `Of ${money(amount)} nothing was lost on any path.`;
  const mean = printMoney(losses.expected_loss, currency, { standardError: losses.standard_error });
  const error = printMoney(losses.standard_error, currency, { digits: 1 });
  const worst =
    losses.loss_99 <= 0
      ? 'so that the loss exceeded on one path in a hundred is nothing'
      : losses.loss_95 <= 0
        ? `nothing on 95 % of them and more than ${money(losses.loss_99)} on one in a hundred`
        : `more than ${money(losses.loss_95)} on one in twenty and more than ${money(losses.loss_99)} on one in a hundred`;
  return `Of ${money(amount)} ${mean} is lost on average (± ${error}, one standard error); something is lost on ${printPercent(losses.loss_probability)} of the paths, ${worst}.`;
}

/** What rescues are worth to the holder, in one sentence; null where nobody was rescued to its good. */
export function rescueSentence({ without_rescue, saved_by_rescue }: Total, currency: string): string | null {
  const { amount: saved, standard_error: error } = saved_by_rescue;
  if (saved === 0) return null;
  if (Math.abs(saved) <= ERRORS * error)
    return `Whether rescues help you or cost you cannot be told: without them it would be ${printMoney(without_rescue.expected_loss, currency, { standardError: without_rescue.standard_error })} on average, within the error.`;
  const amount = printMoney(Math.abs(saved), currency, { standardError: error });
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
