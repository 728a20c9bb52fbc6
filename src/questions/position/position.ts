import type { Book } from '../../book/book.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import { type Finding, type Remark, type RestsOn, restsOn } from '../answer.ts';
import type { PathEvent } from '../path/pathSchema.ts';
import { meanWithError } from '../run/distributionOf.ts';
import { firstCauses } from './firstCauses.ts';
import type { Holding } from './holding.ts';
import { holdingLosses, type PathLosses } from './holdingLosses.ts';
import { limitsOf } from './limitsOf.ts';
import { losingPath } from './losingPath.ts';
import { lossFigures } from './lossFigures.ts';
import { type HeldLosses, netOfProtection } from './netOfProtection.ts';
import { paysInstead, type RescueWorlds } from './paysInstead.ts';
import type { HoldingResult, PositionResult } from './positionSchema.ts';
import { throughWeb } from './throughWeb.ts';

/** A world in which the holdings stand: the book as it is, or changed by a scenario. */
export interface PositionWorld {
  /** Id of the scenario; empty for the book as it stands. */
  readonly id: string;
  /** With what `positionNeeds` asks for. */
  readonly run: RunColumns;
  readonly standAlone: RunColumns;
  /** The same holdings as this world's plan has them; one may be gone with its deal. */
  readonly holdings: readonly Holding[];
}

export interface PositionQuestion {
  readonly book: Book;
  readonly holdings: readonly Holding[];
  /** The book as it stands first; the others on the same draws. None where nothing is held. */
  readonly worlds: readonly PositionWorld[];
  /** Tells what happened on a path of the book as it stands. */
  readonly story: (path: number) => readonly PathEvent[];
}

interface Part extends HeldLosses {
  readonly changed: ReadonlyMap<string, PathLosses>;
}

/**
 * What the reader's own holdings lose: expected, how likely, how bad, where it begins, who pays instead, and one bad path told.
 *
 * Definition: holdingLosses.ts for each holding and path; the total is the sum of all on each path. Scenarios are paired path by path.
 * Units: the book's currency, undiscounted. Verified by: position.test.ts.
 */
export function position({ book, holdings, worlds, story }: PositionQuestion): Finding<PositionResult> {
  const [base] = worlds;
  const parts = base === undefined ? [] : partsOf(base, worlds.slice(1), holdings);
  const whole = wholeOf(parts, base?.run.paths ?? 0);
  const { parties } = book.content;
  const names = Object.fromEntries(Object.entries(parties).map(([id, party]) => [id, party.name]));
  const found = base === undefined ? NOTHING : foundIn(book, base, holdings, parts, whole);
  return {
    question: 'position',
    result: {
      names,
      ...found,
      losing_path: base === undefined ? null : losingPath(base.run, parts, whole.lost.loss, story),
    },
    units: UNITS,
    method: {
      docs: 'docs/models/position.md',
      references: [
        'C. Acerbi and D. Tasche (2002), On the coherence of expected shortfall, Journal of Banking & Finance 26(7)',
      ],
    },
    limits: [
      'Losses are not discounted, and the interest that a loan or bond earns meanwhile is not set against them.',
      'A loan or bond loses by failure alone: what its price does before that is not told.',
      'What is lost where a party fails is not all caused by it: bad years take down several at once.',
    ],
    restsOn: restsOf(book, holdings),
    warnings: fewLosing(found.total, base?.run.paths ?? 0),
  };
}

const NOTHING: Pick<PositionResult, 'holdings' | 'total' | 'by_party' | 'limits'> = {
  holdings: {},
  total: null,
  by_party: [],
  limits: {},
};

function foundIn(
  book: Book,
  base: RescueWorlds,
  holdings: readonly Holding[],
  parts: readonly Part[],
  whole: Omit<Part, 'holding'>,
): typeof NOTHING {
  return {
    holdings: Object.fromEntries(holdings.map((h) => [h.id, holdingResult(base, h, parts)])),
    total: parts.length === 0 ? null : totalOf(base, parts, whole),
    ...limitsOf(base.run, holdings, whole.lost.loss, throughWeb(book, base.run)),
  };
}

function partsOf(base: PositionWorld, scenarios: readonly PositionWorld[], holdings: readonly Holding[]): Part[] {
  const nothing = (): PathLosses => ({
    loss: new Float64Array(base.run.paths),
    quarter: new Float64Array(base.run.paths),
  });
  return holdings
    .filter((h) => h.kind !== 'limit')
    .map(
      (holding): Part => ({
        holding,
        lost: holdingLosses(base.run, holding),
        alone: holdingLosses(base.standAlone, holding),
        changed: new Map(
          scenarios.map(({ id, run, holdings: there }) => {
            const same = there.find((h) => h.id === holding.id);
            return [id, same === undefined ? nothing() : holdingLosses(run, same)];
          }),
        ),
      }),
    );
}

function wholeOf(parts: readonly Part[], paths: number): Omit<Part, 'holding'> {
  const sum = (of: (part: Part) => PathLosses): PathLosses => {
    const loss = new Float64Array(paths);
    for (const part of parts) {
      const own = of(part).loss;
      for (let p = 0; p < paths; p++) loss[p]! += own[p]!;
    }
    return { loss, quarter: new Float64Array(paths) };
  };
  const ids = [...(parts[0]?.changed.keys() ?? [])];
  return {
    lost: sum((part) => part.lost),
    alone: sum((part) => part.alone),
    changed: new Map(ids.map((id) => [id, sum((part) => part.changed.get(id)!)])),
  };
}

function holdingResult(base: RescueWorlds, holding: Holding, parts: readonly Part[]): HoldingResult {
  const { kind, on, party, amount, cost } = holding;
  const told = { kind, on, party, amount, cost };
  const part = parts.find((p) => p.holding === holding);
  if (part === undefined)
    return {
      ...told,
      losses: null,
      without_rescue: null,
      saved_by_rescue: null,
      first_causes: [],
      pays_instead: [],
      scenarios: {},
    };
  return {
    ...told,
    losses: lossFigures(part.lost.loss),
    without_rescue: lossFigures(part.alone.loss),
    saved_by_rescue: savedBy(part),
    first_causes: firstCauses(base.run, [part]),
    pays_instead: paysInstead(base, netOfProtection([part]), lessLost(part)),
    scenarios: changesOf(part),
  };
}

function totalOf(base: RescueWorlds, parts: readonly Part[], whole: Omit<Part, 'holding'>): PositionResult['total'] {
  const net = netOfProtection(parts);
  return {
    amount: parts.reduce((sum, { holding }) => sum + (holding.kind === 'cds' ? 0 : holding.amount), 0),
    losses: lossFigures(whole.lost.loss),
    without_rescue: lossFigures(whole.alone.loss),
    saved_by_rescue: savedBy(whole),
    first_causes: firstCauses(base.run, net),
    pays_instead: paysInstead(base, net, lessLost(whole)),
    scenarios: changesOf(whole),
  };
}

/** What rescues take off the loss, on the same paths. */
function savedBy(part: Omit<Part, 'holding'>): { amount: number; standard_error: number } {
  const { mean, standard_error } = meanWithError(lessLost(part));
  return { amount: mean, standard_error };
}

function lessLost({ lost, alone }: Omit<Part, 'holding'>): Float64Array {
  return alone.loss.map((x, p) => x - lost.loss[p]!);
}

/** Losing paths under which mean and tail are mostly chance. */
const FEW_LOSING = 20;

function fewLosing(total: PositionResult['total'], paths: number): Remark[] {
  if (total === null) return [];
  const losing = Math.round(total.losses.loss_probability * paths);
  if (losing === 0 || losing >= FEW_LOSING) return [];
  return [
    {
      code: 'position.few-losing-paths',
      place: null,
      message: `only ${losing} of ${paths} paths lose anything: how much is lost on average and where it begins is mostly chance`,
      help: 'ask for more paths: --paths 20000',
    },
  ];
}

function changesOf({ lost, changed }: Omit<Part, 'holding'>): HoldingResult['scenarios'] {
  return Object.fromEntries(
    [...changed].map(([id, { loss }]) => {
      const { mean, standard_error } = meanWithError(loss.map((x, p) => x - lost.loss[p]!));
      const { expected_loss, loss_probability } = lossFigures(loss);
      return [id, { expected_loss, difference: mean, standard_error, loss_probability }];
    }),
  );
}

function restsOf(book: Book, holdings: readonly Holding[]): RestsOn[] {
  const paths = holdings.map(({ term, on, party }) =>
    term === null ? `parties.${party}` : `deals.${on.split('.')[0]}`,
  );
  return [...new Set(paths)].map((path) => restsOn(book, path, null));
}

const LOSSES: Readonly<Record<string, string>> = {
  expected_loss: 'currency',
  standard_error: 'currency',
  loss_probability: 'probability',
  'loss_probability_interval/*': 'probability',
  loss_95: 'currency',
  loss_99: 'currency',
  shortfall_95: 'currency',
  shortfall_99: 'currency',
};

function unitsAt(at: string): [string, string][] {
  return [
    [`${at}/amount`, 'currency'],
    ...['losses', 'without_rescue'].flatMap((which) =>
      Object.entries(LOSSES).map(([key, unit]): [string, string] => [`${at}/${which}/${key}`, unit]),
    ),
    [`${at}/first_causes/*/share_of_losing_paths`, 'fraction'],
    [`${at}/first_causes/*/share_of_loss`, 'fraction'],
    [`${at}/pays_instead/*/amount`, 'currency'],
    [`${at}/saved_by_rescue/amount`, 'currency'],
    [`${at}/saved_by_rescue/standard_error`, 'currency'],
    ...['expected_loss', 'difference', 'standard_error'].map((key): [string, string] => [
      `${at}/scenarios/*/${key}`,
      'currency',
    ]),
    [`${at}/scenarios/*/loss_probability`, 'probability'],
  ];
}

const UNITS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...unitsAt('/holdings/*'), ...unitsAt('/total')]),
  '/holdings/*/cost': 'currency',
  '/by_party/*/fails_on': 'paths',
  '/by_party/*/loss_if_it_fails': 'currency',
  '/by_party/*/standard_error': 'currency',
  '/limits/*/amount': 'currency',
  '/limits/*/used': 'currency',
  '/limits/*/through_web': 'currency',
  '/limits/*/loss_if_it_fails': 'currency',
  '/losing_path/path': 'path',
  '/losing_path/loss': 'currency',
  '/losing_path/exceeded_on': 'fraction',
  '/losing_path/events/*/amount': 'currency',
};
