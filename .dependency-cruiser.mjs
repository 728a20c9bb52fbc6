// The dependency rules, made from floors.mjs. test/house/floors.test.ts plants a breach of each and sees it fire.
import { floors, frontDoor, outside, sideDoor } from './floors.mjs';

const door = `^(${[frontDoor, sideDoor].join('|').replaceAll('.', '\\.')})$`;
const floorNames = floors.map((floor) => floor.name);
const outsideNames = outside.map((room) => room.name);
const inRooms = (/** @type {readonly string[]} */ names) => `^src/(${names.join('|')})/`;
/** @type {import('dependency-cruiser').DependencyType[]} */
const anyPackage = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

/** @typedef {import('dependency-cruiser').IRegularForbiddenRuleType} Rule */

/**
 * @param {string} name
 * @param {string} comment what the rule means and what to do instead
 * @param {Rule['from']} from
 * @param {import('dependency-cruiser').IRegularForbiddenRuleType['to']} to
 * @returns {Rule}
 */
function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

const floorOrder = floors.map(({ name }, height) => {
  const above = [...floorNames.slice(height + 1), ...outsideNames];
  return forbid(
    `order-${name}`,
    `${name} imports only itself and the floors under it.`,
    { path: inRooms([name]) },
    {
      path: `${inRooms(above)}|${door}`,
    },
  );
});

const packagesByRoom = [...floors, ...outside].map(({ name, packages }) =>
  forbid(
    `packages-${name}`,
    `${name} may import these packages and no other: ${packages.join(', ') || 'none'}.`,
    { path: inRooms([name]) },
    {
      dependencyTypes: anyPackage,
      ...(packages.length ? { pathNot: `node_modules/(${packages.join('|')})/` } : {}),
    },
  ),
);

const doorsOutside = outside.map(({ name, sees }) =>
  forbid(
    `front-door-${name}`,
    `${name} sees ${[frontDoor, sideDoor, 'its own files', ...sees].join(', ')}; nothing behind the doors.`,
    { path: inRooms([name]) },
    { path: '^src/', pathNot: `${inRooms([name, ...sees])}|${door}` },
  ),
);

/** @type {{ forbidden: Rule[], options: import('dependency-cruiser').ICruiseOptions }} */
export default {
  forbidden: [
    ...floorOrder,
    ...packagesByRoom,
    ...doorsOutside,
    forbid('door-looks-in', 'The doors open on the floors only.', { path: door }, { pathNot: inRooms(floorNames) }),
    forbid(
      'browser-ready',
      'Everything behind the front door runs in a browser: no module of Node. Pass a port in instead.',
      { path: `${inRooms(floorNames)}|${door}` },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'terms-apart',
      'A term type knows no other: what it must see of another deal is a column, named in terms/term.ts.',
      { path: '^src/terms/([^/]+)/' },
      { path: '^src/terms/[^/]+/', pathNot: '^src/terms/$1/' },
    ),
    forbid(
      'phases-apart',
      'A phase knows no other: phases meet in the columns, and run/simulate.ts sets their order.',
      { path: '^src/run/phases/([^/.]+)' },
      { path: '^src/run/phases/', pathNot: '^src/run/phases/$1[/.]' },
    ),
    forbid(
      'questions-start-nothing',
      'A question says which runs it needs; experiments start them.',
      { path: '^src/questions/' },
      { path: '^src/run/simulate' },
    ),
    forbid(
      'outcomes-apart',
      'What came of a frozen book is read for its scoring alone: no book, plan or run may see it.',
      { path: '^src/(book|terms|plan|run)/', pathNot: '^src/book/readOutcomes' },
      { path: '^src/book/(readOutcomes|schema/outcomes)' },
    ),
    forbid(
      'report-computes-nothing',
      'A report tells answers: it may name types of plan and run, and use no code of theirs or of the mechanisms.',
      { path: '^src/report/' },
      { path: '^src/(mechanisms|plan|run)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'one-barrel',
      'Only the doors pass on what another file exports; import from the file that holds it.',
      { pathNot: door },
      { dependencyTypes: ['export'] },
    ),
    forbid('no-cycles', 'Two files that need each other hold one idea, or hide a third.', {}, { circular: true }),
    forbid(
      'no-orphans',
      'Nothing uses this file and it uses nothing: wire it in or delete it.',
      {
        orphan: true,
        pathNot: door,
      },
      {},
    ),
    forbid('resolves', 'The import leads nowhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.ts$' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
  },
};
