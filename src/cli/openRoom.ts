import { type Diagnostic, type Needs, roomForRun } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';

const MEGABYTE = 1024 * 1024;
const DEFAULT_BYTES = 2048 * MEGABYTE;

/** Whether a run of worlds with such needs fits into the memory that it may take, what of it becomes a summary, and what is to be said about that. */
export function openRoom(
  needs: readonly Needs[],
  paths: number,
  bytes = DEFAULT_BYTES,
): { readonly isSummarised: boolean; readonly diagnostics: readonly Diagnostic[] } {
  const { isSummarised, mostPaths, leastBytes } = roomForRun(needs, paths, bytes);
  if (paths > mostPaths) {
    const scenarios = needs.length - 1;
    const what = scenarios === 0 ? 'this book' : `this book and ${scenarios} scenario${scenarios === 1 ? '' : 's'}`;
    throw new CommandFailure(
      EXIT.usage,
      'run.memory',
      `--memory holds ${mostPaths} paths of ${what}, not ${paths}: ask for fewer paths, or give at least ${Math.ceil(leastBytes / MEGABYTE)}MB`,
    );
  }
  if (!isSummarised) return { isSummarised, diagnostics: [] };
  const summarised: Diagnostic = {
    code: 'run.summarised',
    severity: 'warning',
    place: null,
    message:
      'the paths do not all fit into --memory: cash, debt and value of parties, capacity and use are told from counts in bins, to 0.5 %; probabilities, payments, prices and comparisons stay exact',
    help: 'give more --memory for exact quantiles',
  };
  return { isSummarised, diagnostics: [summarised] };
}
