import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';

const share = z.number().min(0).max(1);
const interval = z.tuple([share, share]);
const verdict = z.enum(['holds', 'fails', 'depends']);
/** What one simulated world of a claim is. */
const countedAs = z.enum(['path', 'nested path', 'draw', 'vector']);
const range = z.strictObject({ p5: z.number(), p50: z.number(), p95: z.number() });

const measure = z.strictObject({
  path: z.string().describe('Path into the answer of the question.'),
  name: z.string().nullable().describe('What the figure is, in the words of the book.'),
  kind: z.enum(['pathwise', 'structural', 'expectation']),
  test: z.string(),
  unit: z.string(),
  probability: share.nullable().describe('Share of worlds in which this measure alone passes.'),
  figure: z
    .number()
    .nullable()
    .describe('Median over the worlds; of nested paths, over the mean of each draw of the inputs.'),
  range: range.nullable(),
  defined_share: share.describe('Share of worlds in which the measure has a value; the others are not counted.'),
});

const driver = z.strictObject({
  input: z.string(),
  name: z.string(),
  rank_correlation: z.number().min(-1).max(1),
  if_low: share.nullable().describe('Share of worlds that pass where the input is in its lowest third.'),
  if_high: share.nullable(),
  is_beyond_chance: z
    .boolean()
    .describe('Stronger than what the strongest of as many inputs without meaning would be, nineteen times in twenty.'),
  grade: z.string(),
});

const flip = z.strictObject({
  input: z.string(),
  unit: z.string(),
  at: z.number().nullable().describe('Value at which the claim turns; null where it does not.'),
  now: z.number().describe('Median on the day of the book.'),
  kind: z.enum(['conditional', 'exact']),
  reason: z.string().nullable().describe('Why there is no such value.'),
  interval: z
    .tuple([z.number(), z.number()])
    .nullable()
    .describe('Exact only: between these values the share is not told apart from one half by two standard errors.'),
  is_within_error: z
    .boolean()
    .describe('What stands now lies within that interval: on which side it is, is not known.'),
  counted: z.int().nullable().describe('Exact only: simulated worlds at each value that was tried.'),
});

const claim = z.strictObject({
  id: z.string(),
  says: z.string(),
  question: z.string(),
  measure: z.string().nullable().describe('The measure that passes least often: the claim hangs on it.'),
  measures: z.array(measure),
  verdict: verdict.nullable().describe('Null where the book does not let it be told.'),
  probability: share.nullable().describe('Share of simulated worlds in which all measures pass.'),
  probability_interval: interval
    .nullable()
    .describe(
      '95 % interval (Wilson); of nested paths, for as many independent worlds as have the error of their vectors.',
    ),
  standard_error: z.number().min(0).nullable(),
  counted: z.int().nullable().describe('Simulated worlds in which it can be told: the share is of these.'),
  counted_as: countedAs
    .nullable()
    .describe(
      'What one of them is. path: a path that draws the inputs for itself; nested path: one of several paths on the same draw of the inputs; draw: a draw of the inputs, without a run; vector: a draw of the inputs, judged by a figure over all of its paths.',
    ),
  vectors: z.int().nullable().describe('Draws of the inputs that these rest on; null for plain paths.'),
  figure: z.number().nullable(),
  unit: z.string().nullable(),
  range: range.nullable().describe('5th, 50th and 95th percentile over what the figure is the median of.'),
  drivers: z.array(driver).max(3).describe('The three that go with its figure most, the strongest first.'),
  flips: z.array(flip),
  sentence: z.string(),
  sources: z.array(z.string()).describe('Sources of the claim, and of the inputs that move it or could turn it.'),
  grade_d_share: share
    .nullable()
    .describe('Part of what moves the figure that is graded D; over one half it can only depend.'),
  grade_d_basis: z
    .enum(['all', 'standing out', 'none stands out'])
    .nullable()
    .describe(
      'What that part is counted over: all inputs; those that stand out from chance; or, where none does, each alike, as what moves it cannot be told.',
    ),
  is_held_back: z.boolean().describe('It would hold or fail, but rests mostly on inputs graded D.'),
  problem: z.strictObject({ code: z.string(), message: z.string(), help: z.string().nullable() }).nullable(),
});

const moved = z.strictObject({
  path: z.string(),
  unit: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
});

const change = z.strictObject({
  id: z.string(),
  before: z.strictObject({ verdict: verdict.nullable(), probability: share.nullable(), figure: z.number().nullable() }),
  after: z.strictObject({ verdict: verdict.nullable(), probability: share.nullable(), figure: z.number().nullable() }),
  has_changed: z.boolean(),
  has_moved: z
    .boolean()
    .describe(
      'The shares lie a tenth or more apart and their intervals do not meet, whether or not the verdict changed.',
    ),
  inputs: z.array(moved).describe('Its drivers and flips whose median moved between the days.'),
  deals: z.array(z.strictObject({ deal: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  sentence: z.string(),
});

const claimsResult = z.strictObject({
  vectors: z.int().min(0),
  noise_paths: z.int().min(0).describe('Paths of each vector.'),
  plain_paths: z
    .int()
    .min(0)
    .describe(
      'Paths that draw the inputs each for itself, for claims of which every path tells by itself; 0 without such.',
    ),
  worlds: z.int().min(0).describe('Worlds that were run for all claims together.'),
  claims: z.array(claim),
  compared: z
    .strictObject({ as_of: z.string(), claims: z.array(change) })
    .nullable()
    .describe('Against another day; null where none was asked for.'),
});

export type ClaimsResult = z.output<typeof claimsResult>;
export type ToldClaim = ClaimsResult['claims'][number];
export type ToldFlip = ToldClaim['flips'][number];
export type CountedAs = z.output<typeof countedAs>;
export type ClaimChange = z.output<typeof change>;

/** The whole answer of `interlock claims --json`. */
export const claimsAnswerSchema = answerSchemaOf(claimsResult);
