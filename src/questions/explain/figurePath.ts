/** Steps of a path into an answer: `parties.openai.cash.2027.p50`, `exposures[0].amount` or a JSON pointer. */
export function stepsOf(path: string): string[] {
  if (path.startsWith('/'))
    return path
      .slice(1)
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const steps = path
    .replace(/^\$\.?/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '');
  return steps[0] === 'result' ? steps.slice(1) : steps;
}

/** What stands at a path, or how far it leads and what it could have gone on with. */
export type Resolved =
  | { readonly isFound: true; readonly value: unknown; readonly steps: readonly string[] }
  | {
      readonly isFound: false;
      readonly before: readonly string[];
      readonly missing: string;
      readonly choices: readonly string[];
    };

/** Follows steps into an answer; a row of a series may be named by its year, its quarter or its place. */
export function resolve(result: unknown, steps: readonly string[]): Resolved {
  let value = result;
  const taken: string[] = [];
  for (const step of steps) {
    const choices = choicesAt(value);
    const next = choices.get(step);
    if (next === undefined) return { isFound: false, before: taken, missing: step, choices: [...choices.keys()] };
    value = next.value;
    taken.push(next.key);
  }
  return { isFound: true, value, steps: taken };
}

/** Steps that lead on from a value, each with its proper key: rows of a series by year or quarter as well as by place. */
function choicesAt(value: unknown): Map<string, { key: string; value: unknown }> {
  const choices = new Map<string, { key: string; value: unknown }>();
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      const name = nameOfRow(item) ?? String(i);
      choices.set(name, { key: name, value: item });
      if (!choices.has(String(i))) choices.set(String(i), { key: name, value: item });
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) choices.set(key, { key, value: item });
  }
  return choices;
}

function nameOfRow(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  if ('year' in item) return String(item.year);
  return 'quarter' in item ? String(item.quarter) : null;
}

/** Whether steps fit a pattern in which `*` stands for any step; steps beyond its end are left to the figure itself. */
export function fits(pattern: string, steps: readonly string[]): boolean {
  const wanted = pattern.split('.');
  return wanted.length <= steps.length && wanted.every((step, i) => step === '*' || step === steps[i]);
}
