import type { Diagnostic } from '../base/diagnostic.ts';
import { checkCapacityTerms } from './check/capacityTerms.ts';
import { type Check, checkedBook } from './check/checkedBook.ts';
import { checkClaims } from './check/claims.ts';
import { checkCorrelations } from './check/correlations.ts';
import { checkCalendar, checkOrder } from './check/dates.ts';
import { checkDeals } from './check/deals.ts';
import { checkEvidence } from './check/evidence.ts';
import { checkGuarantees } from './check/guarantees.ts';
import { checkMilestones } from './check/milestones.ts';
import { checkParties } from './check/parties.ts';
import { checkReferences } from './check/references.ts';
import { checkScenarios } from './check/scenarios.ts';
import { checkSettlements } from './check/settlements.ts';
import { checkStakes } from './check/stakes.ts';
import { checkTranches } from './check/tranches.ts';
import { checkUses } from './check/uses.ts';
import type { BookContent } from './schema/book.ts';
import type { WrittenMapping } from './written.ts';

const CHECKS: readonly Check[] = [
  checkReferences,
  checkCalendar,
  checkOrder,
  checkParties,
  checkStakes,
  checkSettlements,
  checkUses,
  checkDeals,
  checkCapacityTerms,
  checkTranches,
  checkGuarantees,
  checkMilestones,
  checkScenarios,
  checkCorrelations,
  checkClaims,
  checkEvidence,
];

/** Everything that is wrong or doubtful in what a book says, beyond its form; each state of a book is checked alone. */
export function checkBook(
  content: Readonly<Record<string, unknown>>,
  tree: WrittenMapping,
  asOf: string,
  isWhole: boolean,
): Diagnostic[] {
  const book = checkedBook(content as Partial<BookContent>, tree, asOf, isWhole);
  return CHECKS.flatMap((check) => check(book));
}
