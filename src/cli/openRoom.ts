import { type Diagnostic, type PlannedWorld, roomForRun, runNeeds } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';

const DEFAULT_BYTES = 2 * 1024 * 1024 * 1024;

/** Whether a run fits into the memory that it may take, what of it becomes a summary, and what is to be said about that. */
export function openRoom(
  worlds: readonly PlannedWorld[],
  paths: number,
  bytes = DEFAULT_BYTES,
): { readonly isSummarised: boolean; readonly diagnostics: readonly Diagnostic[] } {
  const needs = worlds.map(({ plan }) => runNeeds(plan));
  const { isSummarised, mostPaths } = roomForRun(needs, paths, bytes);
  if (paths > mostPaths) {
    const what = worlds.length === 1 ? 'this book' : `this book and ${worlds.length - 1} of its scenarios`;
    throw new CommandFailure(
      EXIT.usage,
      'run.memory',
      `${paths} paths do not fit into --memory, which holds ${mostPaths} of ${what}: ask for fewer paths, or give more memory`,
    );
  }
  if (!isSummarised) return { isSummarised, diagnostics: [] };
  const summarised: Diagnostic = {
    code: 'run.summarised',
    severity: 'warning',
    place: null,
    message:
      'the paths do not all fit into --memory: cash, debt and value of parties, capacity and use are told from counts in bins, to 0.5 %',
    help: 'give more --memory for exact quantiles',
  };
  return { isSummarised, diagnostics: [summarised] };
}
