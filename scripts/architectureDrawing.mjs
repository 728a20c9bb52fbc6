import { floors, outside } from '../floors.mjs';

const start = '<!-- drawing: made from floors.mjs by `npm run generate` -->';
const end = '<!-- end of drawing -->';
const width = 104;

/** @param {string} text */
const row = (text) => `│ ${text.padEnd(width - 4)} │`;
const ceiling = `┌${'─'.repeat(width - 2)}┐`;
const between = `├${'─'.repeat(width - 2)}┤`;
const ground = `└${'─'.repeat(width - 2)}┘`;

/**
 * @param {readonly string[]} names
 * @param {string} none
 */
const list = (names, none) => (names.length ? names.map((name) => `\`${name}\``).join(', ') : none);

/**
 * The house seen from the side: what is outside on top, then the front door, then the floors, the lowest last.
 * @returns {string}
 */
function sideView() {
  const house = [...floors].reverse().flatMap(({ name, holds }, index) => {
    const told = row(`${name.padEnd(13)}${holds}`);
    return index === 0 ? [told] : [between, told];
  });
  const rooms = [...outside].reverse().map(({ name, holds }) => row(`${name.padEnd(13)}${holds}`));
  const door = 'src/index.ts, the front door';
  const gap = Math.floor((width - door.length - 8) / 2);
  return [
    ceiling,
    ...rooms,
    ground,
    `${' '.repeat(gap)}│   ${door}`,
    `${' '.repeat(gap)}▼`,
    ceiling,
    ...house,
    ground,
  ].join('\n');
}

/**
 * The drawing and its two tables, between their marks.
 * @returns {string}
 */
export function architectureDrawing() {
  const floorRows = floors.map(({ name, never, packages }, height) => {
    const under = floors.slice(0, height).map((floor) => floor.name);
    return `| \`${name}\` | ${list(under, 'nothing')} | ${list(packages, 'none')} | ${never} |`;
  });
  const outsideRows = outside.map(
    ({ name, sees, packages }) => `| \`${name}\` | ${list(sees, 'none')} | ${list(packages, 'none')} |`,
  );
  return [
    start,
    '',
    '```',
    sideView(),
    '```',
    '',
    '| floor | may import | packages | what may not happen there |',
    '|---|---|---|---|',
    ...floorRows,
    '',
    '| outside | other rooms it sees, besides the front door | packages |',
    '|---|---|---|',
    ...outsideRows,
    '',
    end,
  ].join('\n');
}

/**
 * The page with its drawing replaced by a fresh one.
 * @param {string} page
 * @returns {string}
 */
export function withFreshDrawing(page) {
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error('ARCHITECTURE.md has lost the marks around its drawing');
  return page.slice(0, from) + architectureDrawing() + page.slice(to + end.length);
}
