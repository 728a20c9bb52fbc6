import type { LinesFigure, Tone } from './figureSpec.ts';

/** How one scenario differs from the book as it stands, year by year: means of paired differences and their errors. */
export interface ScenarioSeries {
  readonly scenario: string;
  readonly differences: readonly (number | null)[];
}

const TONES: readonly Tone[] = ['accent', 'contrast', 'strong', 'light', 'muted'];

/** What each scenario changes of the commitments that are paid, by year. */
export function scenarioLines(years: readonly string[], all: readonly ScenarioSeries[], currency: string): LinesFigure {
  return {
    kind: 'lines',
    id: 'scenarios',
    title: 'What each scenario changes of what is paid',
    subtitle: `${currency} a year, mean difference on the same path from the book as it stands`,
    description: `Lines for ${all.map((s) => s.scenario).join(', ')}.`,
    unit: { is: 'money', currency },
    at: years,
    bands: [],
    lines: all.map((s, i): LinesFigure['lines'][number] => ({
      label: s.scenario,
      values: s.differences,
      tone: TONES[i % TONES.length] as Tone,
      isDashed: i >= TONES.length,
    })),
  };
}
