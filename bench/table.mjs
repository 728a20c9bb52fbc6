// Tables of a benchmark, as Markdown that also reads well in a terminal.

/**
 * A whole number with a comma at every thousand.
 * @param {number} value
 */
export function grouped(value) {
  return `${Math.round(value)}`.replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * @param {readonly string[]} heads the first column is words, the others are numbers
 * @param {readonly (readonly string[])[]} rows
 * @returns {string[]}
 */
export function table(heads, rows) {
  const widths = heads.map((head, c) => Math.max(head.length, 3, ...rows.map((row) => (row[c] ?? '').length)));
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, c) => (c === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(heads), `| ${rule.join(' | ')} |`, ...rows.map(line)];
}
