import { page } from './page.ts';
import { type ReportData, type ReportInput, reportData, type Section } from './reportData.ts';
import { allocationSection } from './sections/allocation.ts';
import { backlogSection } from './sections/backlog.ts';
import { backtestSection } from './sections/backtest.ts';
import { cashAndDebt } from './sections/cashAndDebt.ts';
import { circularitySection } from './sections/circularity.ts';
import { claimsSection } from './sections/claims.ts';
import { commitments } from './sections/commitments.ts';
import { contagionSection } from './sections/contagion.ts';
import { controlSection } from './sections/control.ts';
import { deals } from './sections/deals.ts';
import { defaults } from './sections/defaults.ts';
import { drivers } from './sections/drivers.ts';
import { assumptions, evidence } from './sections/evidence.ts';
import { exposures } from './sections/exposures.ts';
import { financingSection } from './sections/financing.ts';
import { glutSection } from './sections/glut.ts';
import { inputsSection } from './sections/inputs.ts';
import { leverageSection } from './sections/leverage.ts';
import { loopSection } from './sections/loop.ts';
import { market } from './sections/market.ts';
import { method } from './sections/method.ts';
import { positionSection } from './sections/position.ts';
import { reconcileSection } from './sections/reconcile.ts';
import { rescueSection } from './sections/rescue.ts';
import { scenarios } from './sections/scenarios.ts';
import { settlementSection } from './sections/settlement.ts';
import { sources } from './sections/sources.ts';
import { summary } from './sections/summary.ts';
import { web } from './sections/web.ts';

const SECTIONS: readonly ((data: ReportData) => Section | null)[] = [
  claimsSection,
  positionSection,
  summary,
  web,
  commitments,
  market,
  cashAndDebt,
  defaults,
  exposures,
  contagionSection,
  drivers,
  inputsSection,
  scenarios,
  backlogSection,
  leverageSection,
  settlementSection,
  controlSection,
  reconcileSection,
  financingSection,
  allocationSection,
  glutSection,
  circularitySection,
  loopSection,
  rescueSection,
  backtestSection,
  deals,
  evidence,
  assumptions,
  sources,
  method,
];

/** Stands on every report, whatever its book says besides. */
const NOTICE =
  'Figures are as reported by the named sources on the named dates. Results are conditional on the stated assumptions and hold only with them. This is no investment advice and says nothing about anyone’s intentions. Corrections are welcome, with a source.';

/** Parties on the map whose arrows light up under the pointer. */
const MOST_PARTIES = 80;

/**
 * The report as one file that needs nothing else: no request is made and no script runs.
 *
 * Definition: words and pictures of the answers given; computes no figure of its own. Texts of the book are data.
 * Verified by: reportHtml.test.ts, test/web/report.test.ts (in a browser).
 */
export function reportHtml(input: ReportInput): string {
  const data = reportData(input);
  const sections = SECTIONS.flatMap((make) => make(data) ?? []);
  const changed = input.show.overlays.length === 0 ? '' : `, changed by ${input.show.overlays.join(', ')}`;
  return page(
    {
      title: input.show.book?.title ?? 'A deal book',
      kicker: 'Interlock report',
      stand: `As of ${data.asOf}, in ${data.currency}${changed}`,
      notice: data.show.notice ?? NOTICE,
      footer: `${NOTICE} Made by interlock ${input.show.version}; the same book, seed and number of paths give the same report.`,
      rules: mapRules(),
    },
    sections,
  );
}

/** Without a script: where the pointer is on a party, all arrows but its own fade. */
function mapRules(): string {
  return Array.from(
    { length: MOST_PARTIES },
    (_, i) => `svg:has(.n${i}:hover) .arrow:not(.f${i}):not(.t${i}){opacity:.08}`,
  ).join('\n');
}
