import { type Diagnostic, sortDiagnostics } from '../base/diagnostic.ts';

const NAMED = 3;
const MOST_TRIES = 8;

/** What a book lacks on a day because it was not yet public: the diagnostics, and the day each came to be known. */
export interface Lack {
  readonly faults: readonly Diagnostic[];
  readonly hidden: ReadonlyMap<string, string>;
}

/** Whether a fault says that something needed was not yet public. */
export function isNotYetKnown({ code }: Diagnostic): boolean {
  return code === 'book.not-yet-known';
}

/** The day from which what was lacking is known, itself lacking nothing; null where no such day was found. */
function firstReadableDay(lack: Lack, lackOn: (day: string) => Lack): string | null {
  let now = lack;
  let day: string | null = null;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const days = now.faults.filter(isNotYetKnown).map((d) => now.hidden.get(d.place?.path ?? '') ?? '');
    if (days.length === 0) return day;
    const latest = days.reduce((a, b) => (a > b ? a : b));
    if (day !== null && latest <= day) return null;
    day = latest;
    now = lackOn(day);
  }
  return null;
}

/**
 * Faults in which everything that was not yet public is told once: how many figures, the first of them, and from which day
 * on the book can be read.
 */
export function toldOnce(
  faults: readonly Diagnostic[],
  asOf: string,
  lack: Lack,
  lackOn: (day: string) => Lack,
): readonly Diagnostic[] {
  const lacking = sortDiagnostics(lack.faults.filter(isNotYetKnown));
  const [first] = lacking;
  if (first === undefined) return faults;
  const paths = [...new Set(lacking.map((d) => d.place?.path ?? ''))];
  const day = firstReadableDay(lack, lackOn);
  const named = paths.slice(0, NAMED).map((path) => `\`${path}\` (public on ${lack.hidden.get(path)})`);
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  const verb = paths.length === 1 ? 'is needed and was' : 'are needed and were';
  const from = day === null ? '' : `; this book can be read from ${day} on`;
  const told: Diagnostic = {
    ...first,
    message: `${named.join(', ')}${more} ${verb} not yet public on ${asOf}${from}`,
    help: `ask about ${day === null ? 'a later day' : `${day} or a later day`}, or state an earlier value with its date`,
  };
  return [...faults.filter((d) => !isNotYetKnown(d)), told];
}
