import type { Distribution } from '../../base/distribution.ts';
import { isUncertain, medianOf } from '../../base/distribution.ts';
import { type Quantity, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';

/** A quantity that a book states, or that its plan takes as a standing default. */
export interface BookInput {
  readonly path: string;
  readonly unit: string;
  /** Its median on the day of the book. */
  readonly now: number;
  readonly distribution: Distribution;
  readonly isUncertain: boolean;
  readonly isAssumed: boolean;
}

/** Every quantity of a book on its day, and every default of its plan, by path. */
export function bookInputs(book: Book, plan: Plan): ReadonlyMap<string, BookInput> {
  const inputs = new Map<string, BookInput>();
  const add = (path: string, unit: string, distribution: Distribution, isAssumed: boolean): void => {
    inputs.set(path, {
      path,
      unit,
      now: medianOf(distribution),
      distribution,
      isUncertain: isUncertain(distribution),
      isAssumed,
    });
  };
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const quantity = value as Quantity;
    if (quantity.is === 'quantity') {
      const statement = statementAt(quantity, book.asOf);
      if (statement !== null && quantity.path !== '')
        add(quantity.path, quantity.unit, statement.distribution, book.gradeFor(quantity.path) === 'D');
      return;
    }
    for (const child of Object.values(value)) walk(child);
  };
  walk(book.content);
  for (const { path, unit, distribution, grade } of plan.inputs)
    if (!inputs.has(path)) add(path, unit, distribution, grade === 'D');
  return inputs;
}

/** Inputs that a path with * for any id names, in the order of the book. */
export function inputsNamed(inputs: ReadonlyMap<string, BookInput>, pattern: string): BookInput[] {
  const exact = inputs.get(pattern);
  if (exact !== undefined) return [exact];
  const parts = pattern.split('.');
  return [...inputs.values()].filter(({ path }) => {
    const own = path.split('.');
    return own.length === parts.length && parts.every((part, i) => matches(part, own[i] ?? ''));
  });
}

function matches(part: string, own: string): boolean {
  const at = part.indexOf('*');
  if (at < 0) return part === own;
  const [head, tail] = [part.slice(0, at), part.slice(at + 1)];
  return own.length >= head.length + tail.length && own.startsWith(head) && own.endsWith(tail);
}
