import type { Diagnostic } from '../../base/diagnostic.ts';
import { digest } from '../../base/digest.ts';
import { medianOf } from '../../base/distribution.ts';
import type { Grade } from '../../base/evidence.ts';
import { statementAt } from '../../base/quantity.ts';
import { type JsonValue, stableJson } from '../../base/stableJson.ts';
import type { Book } from '../../book/book.ts';
import { tradedGood } from '../../book/tradedGood.ts';
import type { PlanInput } from '../../plan/plan.ts';
import { type Answer, answerOf, failedAnswer, type RestsOn } from '../answer.ts';
import { cdsImpliedProbability } from './cdsImplied.ts';
import { centralFlows } from './centralFlows.ts';
import { defaultCount, defaultTriggers } from './defaultTriggers.ts';
import { driversOf } from './drivers.ts';
import { exposureLosses } from './exposureLosses.ts';
import { lossesByHolder } from './lossesByHolder.ts';
import { hourlyOf } from './marketFan.ts';
import { FIVE_YEARS } from './partyOutcomes.ts';
import { type RunOfWorld, worldOf } from './runOfWorld.ts';
import type { RunResult } from './runSchema.ts';
import { runWarnings } from './runWarnings.ts';
import { compare, type Told, tell } from './sample.ts';
import { samplesOf } from './samplesOf.ts';
import type { World } from './world.ts';

export interface RunQuestion {
  /** The book as it stands, then the scenarios to be compared with it. */
  readonly worlds: readonly RunOfWorld[];
  /** Paths that were asked for; more than were finished where the run was interrupted. */
  readonly askedPaths: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What becomes of the web: what is paid of what was promised, who runs out of money, who defaults and who bears it.
 *
 * Definition: the parts are defined each in its own file of this room; means, quantiles and shares over the paths, every
 * path with equal weight. Comparisons are paired path by path.
 * Cost: linear in the paths for each figure that is told; nothing is sorted.
 * Verified by: answerRun.test.ts, and the test of each part.
 */
export function answerRun(question: RunQuestion): Answer<RunResult> {
  const [first, ...scenarios] = question.worlds;
  if (first === undefined || first.run.paths === 0) {
    return failedAnswer(
      'run',
      'run.no-paths',
      'no path was finished, so there is nothing to tell',
      question.diagnostics,
    );
  }
  const base = worldOf(first);
  const samples = samplesOf(base);
  const { drivers, shares } = driversOf(base);
  const inputs = new Map(base.run.plan.inputs.map((input) => [input.path, input]));
  const restsOnInputs = [...shares].map(([path, share]) => restsOnInput(base, inputs, path, share));
  const compared = scenarios.map((s) => [s.id, compare(samples, samplesOf(worldOf(s)))] as const);
  const told = tell(samples) as { [key: string]: Told };
  const everyRun = question.worlds.flatMap(({ run, standAlone }) => [
    run.conservationError,
    standAlone.conservationError,
  ]);
  const result = {
    notice: base.show.notice,
    names: Object.fromEntries(Object.entries(base.book.content.parties).map(([id, p]) => [id, p.name])),
    deal_titles: Object.fromEntries(Object.entries(base.show.deals).map(([id, d]) => [id, d.title])),
    ...told,
    parties: partiesOf(base, told.parties as Record<string, object>),
    market: marketOf(base, told.market as Record<string, Told>),
    exposures: exposureLosses(base),
    losses_by_holder: lossesByHolder(base),
    drivers,
    evidence: evidenceOf(restsOnInputs),
    comparison: Object.fromEntries(compared),
    central: centralFlows(base.run, base.years),
    conservation: { max_relative_error: Math.max(...everyRun) },
  };
  return answerOf<RunResult>(
    base.book,
    {
      question: 'run',
      result: { ...result, digest: digest(stableJson(result as unknown as JsonValue)) } as unknown as RunResult,
      units: UNITS,
      method: { docs: 'docs/models/answers-of-run.md', references: REFERENCES },
      limits: LIMITS,
      restsOn: restsOnInputs,
      warnings: runWarnings(base, restsOnInputs, question.askedPaths),
    },
    question.diagnostics,
    { seed: base.run.seed, paths: base.run.paths, scenarios: scenarios.map((s) => s.id) },
  );
}

const UNITS = {
  '/measures/funding_gap': 'currency',
  '/measures/expected_paid': 'currency',
  '/commitments/total/*': 'currency',
  '/commitments/by_year/*/*': 'currency',
  '/commitments/by_buyer/*/*': 'currency',
  '/funding_gap/*/labs/*': 'currency',
  '/funding_gap/*/by_lab/*/*': 'currency',
  '/measures/lab_default': 'fraction',
  '/parties/*/default_probability': 'fraction',
  '/parties/*/default_probability_1y': 'fraction',
  '/parties/*/default_probability_stand_alone': 'fraction',
  '/parties/*/default_probability_1y_stand_alone': 'fraction',
  '/parties/*/rescued_probability': 'fraction',
  '/parties/*/default_triggers/*/share': 'fraction',
  '/parties/*/cds_implied/*': 'fraction',
  '/parties/*/cash/*': 'currency',
  '/parties/*/debt/*': 'currency',
  '/parties/*/market_value/*': 'currency',
  '/parties/*/cds_implied/spread': 'fraction a year',
  '/deals/*/headline': 'currency',
  '/deals/*/expected_paid': 'currency',
  '/deals/*/performed': 'fraction',
  '/deals/*/loss': 'currency',
  '/market/price/*': 'currency per capacity-year',
  '/market/long_run_cost/*': 'currency per capacity-year',
  '/market/hourly/price/*': 'currency an hour',
  '/market/capacity/*': 'capacity',
  '/market/utilisation/*': 'fraction',
  '/market/price_to_cost/*': 'ratio',
  '/market/hourly/kilowatts': 'kW',
  '/exposures/*/amount': 'currency',
  '/exposures/*/headline': 'currency',
  '/exposures/*/expected_loss': 'currency',
  '/losses_by_holder/*/loss': 'currency',
  '/losses_by_holder/*/loss_probability': 'fraction',
  '/evidence/*': 'fraction',
  '/central/flows/*/by_year/*/amount': 'currency',
  '/central/parties/*/at_start': 'currency',
  '/central/parties/*/by_year/*/*': 'currency',
} as const;

const REFERENCES = [
  'E. B. Wilson (1927), Journal of the American Statistical Association 22, 209–212',
  'L. Eisenberg, T. H. Noe (2001), Management Science 47, 236–249',
  'C. Spearman (1904), American Journal of Psychology 15, 72–101',
] as const;

const LIMITS = [
  'Every figure is conditional on the book: its deals, its assumptions and their ranges.',
  'Payments after the horizon are not counted, and sums are not discounted.',
  'Default means that a payment due under the book could not be made in full; restructurings by consent are not counted.',
  'Probabilities are counted over simulated worlds; the CDS-implied ones are risk-neutral and hold premia besides.',
  'Percentiles of parts do not add up to those of a sum; the central case foots.',
] as const;

/** The market's figures, what it trades, and the price by the hour of what the book says is rented so. */
function marketOf(world: World, told: Readonly<Record<string, Told>>): Record<string, unknown> {
  const hourly = hourlyOf(world.book);
  const traded = tradedGood(world.book);
  const named = { good: traded?.good ?? null, price_unit: traded?.priceUnit ?? null };
  if (hourly === null) return { ...named, ...told, hourly: null };
  const price = (told.price as readonly Record<string, number | string>[]).map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, x]) => [key, typeof x === 'number' ? x * hourly.factor : x])),
  );
  return { ...named, ...told, hourly: { name: hourly.name, kilowatts: hourly.kilowatts, price } };
}

/** The parties' figures with what is told of the base alone: triggers, counts, the quoted swap. */
function partiesOf(world: World, told: Readonly<Record<string, object>>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(told).map(([id, figures]) => [
      id,
      {
        ...figures,
        defaults: defaultCount(world.run, id, FIVE_YEARS),
        cds_implied: cdsImplied(world.book, id),
        default_triggers: defaultTriggers(world.run, id, FIVE_YEARS),
      },
    ]),
  );
}

const STANDARD_RECOVERY = 0.4;

function cdsImplied(book: Book, id: string): RunResult['parties'][string]['cds_implied'] {
  const party = book.content.parties[id];
  const quote = party?.cds === undefined ? null : statementAt(party.cds, book.asOf);
  if (quote === null) return null;
  const spread = medianOf(quote.distribution);
  const assumed = party?.recovery === undefined ? null : statementAt(party.recovery, book.asOf);
  const recovery = assumed === null ? STANDARD_RECOVERY : medianOf(assumed.distribution);
  const of = (years: number): number => cdsImpliedProbability(spread, recovery, years);
  return { '1y': of(1), '5y': of(5), spread, recovery };
}

/** Parts of what moves the measures by the grade of the inputs. */
function evidenceOf(inputs: readonly RestsOn[]): Record<Grade, number> {
  const of = (grade: Grade): number =>
    Math.min(
      1,
      inputs.reduce((all, i) => (i.grade === grade ? all + (i.share ?? 0) : all), 0),
    );
  return { A: of('A'), B: of('B'), C: of('C'), D: of('D') };
}

/** Evidence of an input; one that nobody wrote is a standing default of grade D. */
function restsOnInput(world: World, inputs: ReadonlyMap<string, PlanInput>, path: string, share: number): RestsOn {
  const input = inputs.get(path);
  if (input === undefined || input.isDefault) return { path, place: null, sources: [], grade: 'D', share };
  const place = world.book.locate(path);
  return {
    path,
    place: place === null ? null : { file: place.file, line: place.line, column: place.column },
    sources: [...input.sources],
    grade: input.grade,
    share,
  };
}
