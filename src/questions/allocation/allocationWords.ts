import type { Finding } from '../answer.ts';

/** Where the page on allocation is, and what it rests on. */
export const ALLOCATION_METHOD: Finding<unknown>['method'] = {
  docs: 'docs/models/allocation.md',
  references: [
    'G. B. Dantzig (1957), Discrete-variable extremum problems, Operations Research 5(2)',
    'S. Boyd, L. Vandenberghe (2004), Convex Optimization, example 5.2',
    'P. A. Samuelson (1938), A note on the pure theory of consumer’s behaviour, Economica 5(17)',
  ],
};
