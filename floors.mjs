/**
 * The floors of the house, lowest first, and the rooms outside it.
 * Read by the dependency rules (.dependency-cruiser.mjs) and by the drawing in ARCHITECTURE.md.
 *
 * A floor may import itself and every floor under it; `packages` are the npm packages it may import besides.
 * Nothing on a floor may import Node's own modules: all of it runs in a browser as it stands.
 */
export const floors = [
  {
    name: 'base',
    holds: 'numbers, quantities, dates, random draws, sums that merge',
    never: 'knows no economics',
    packages: ['zod'],
  },
  {
    name: 'mechanisms',
    holds: 'published ideas as pure functions on numbers',
    never: 'knows no book, deal or party',
    packages: [],
  },
  {
    name: 'terms',
    holds: 'contract types: what each makes due and what it is worth',
    never: 'one term type knows no other',
    packages: ['zod'],
  },
  {
    name: 'book',
    holds: 'the deal web as its author wrote it, positions kept; reading, checking, printing',
    never: 'fills in no default in silence; opens no file',
    packages: ['papaparse', 'yaml', 'zod'],
  },
  {
    name: 'plan',
    holds: 'the book resolved: every name an index, every default filled and marked',
    never: 'leaves nothing implicit; draws nothing',
    packages: [],
  },
  {
    name: 'run',
    holds: 'what happens on every path and quarter, as columns',
    never: 'one phase knows no other; reads no file and no clock',
    packages: [],
  },
  {
    name: 'questions',
    holds: 'answers with units, uncertainty, drivers and limits; one question a file',
    never: 'cannot start a simulation',
    packages: ['zod'],
  },
  {
    name: 'experiments',
    holds: 'many runs: scenarios, comparisons, sweeps, calibration',
    never: 'answers nothing itself: it fixes the worlds, runs them and asks the questions',
    packages: [],
  },
  {
    name: 'report',
    holds: 'words and pictures',
    never: 'computes no new number; uses no code of plan, run or mechanisms',
    packages: ['write-excel-file'],
  },
];

/** The door between the floors and everything outside them. */
export const frontDoor = 'src/index.ts';

/** A second door for threads that only simulate, so that they load nothing else. Only the two doors pass names on. */
export const sideDoor = 'src/engine.ts';

/**
 * Rooms outside the house. Each sees the front door and itself, and the other rooms named in `sees`:
 * the command line is where the ports (a runner, a store) are plugged in.
 */
export const outside = [
  { name: 'store', holds: 'files and databases', sees: [], packages: [] },
  { name: 'workers', holds: 'threads of Node behind the runner port', sees: [], packages: ['piscina'] },
  { name: 'cluster', holds: 'many machines behind the same port', sees: [], packages: [] },
  { name: 'server', holds: 'answers over HTTP on this machine', sees: ['store', 'workers', 'cluster'], packages: [] },
  {
    name: 'cli',
    holds: 'the command `interlock`',
    sees: ['store', 'workers', 'cluster', 'server'],
    packages: ['commander', 'picocolors'],
  },
];
