// The reference of the book format as a page, made from the same schema that the books are checked by.

/** @typedef {Record<string, any>} Node a piece of a JSON Schema */

/** The schema itself asks for no section, because a file of a folder need not hold them all. */
const SECTIONS_OF_EVERY_BOOK = ['book', 'parties'];
const EVIDENCE = ['source', 'said_by', 'grade', 'note', 'known'];

/** @type {Record<string, string>} */
const REFERS = {
  party: 'id of a party or of an account of the outside world',
  issuer: 'id of a party',
  term: '`deal.term`',
  deal: 'id of a deal',
  milestone: 'id of a milestone',
  source: 'id of a source',
  channel: 'id of a channel',
  date: 'day or quarter',
};

const INTRODUCTION = `# The book format

<!-- Written by scripts/write-reference.mjs from the schema in src/book/schema and src/terms; do not edit. -->

A book is one YAML file, or a folder whose \`*.yaml\` files are merged by section. Everything in it is keyed by id (lower-case letters, digits and hyphens, beginning with a letter, at most 64 characters), so that inserting something renames nothing else. A path names a place by ids and years: \`parties.lab.demand.growth.2027\`. \`interlock check BOOK\` reports every fault at its place; the [list of faults](errors.md) says what each means.

## Quantities

| written | means |
|---|---|
| \`22.4B\`, \`$300B\`, \`27%\`, \`4.5\` | one number; suffixes K, M, B, T and % |
| \`250B to 350B\` | uncertain: the central 90 %; lognormal if both ends are positive, normal otherwise, logit-normal for a field bounded to 0 … 1 |
| \`{normal: {mean: 2B, sd: 1B}}\` | a distribution: \`normal\` and \`lognormal\` (mean, sd), \`uniform\` (min, max), \`triangular\` and \`pert\` (min, mode, max), \`beta\` (mean, sd, min, max), \`discrete\` (values, weights); \`min\` and \`max\` beside it cut it |
| \`{2025-09-30: 40B, 2026-03-31: 73B}\` | a history: on any day the last value known by then counts |
| \`{2026: 40%, 2028: 25%}\` | by year, where the table says so; \`all\` stands for every other year |
| \`{value: 40B, source: annual-report}\` | a number with evidence of its own |

An uncertain quantity is an input of the model under the name of its path. Inputs are independent unless \`correlations\` names a pair.

## Evidence

Any mapping may carry evidence. It speaks for everything inside, until something nearer carries its own.

`;

/**
 * @param {Node} schema the JSON Schema of a book
 * @returns {string} the page
 */
export function bookReference(schema) {
  const resolve = resolver(schema);
  const page = [INTRODUCTION];
  const { properties } = resolve(schema.properties.book);
  page.push(
    table(
      EVIDENCE.map((key) => [key, properties[key], false]),
      resolve,
    ),
  );
  for (const [section, node] of Object.entries(schema.properties)) {
    const needed = SECTIONS_OF_EVERY_BOOK.includes(section);
    const { description = '' } = /** @type {Node} */ (node);
    page.push(`## ${section}\n\n${description}${needed ? ' Every book has it.' : ''}\n`);
    writeNode(resolve(node), section, page, resolve, 3);
  }
  return `${page
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

/**
 * A node with its reference followed; what stands beside the reference speaks for this use of it.
 * @param {Node} schema
 * @returns {(node: Node) => Node}
 */
function resolver(schema) {
  /** @type {(node: Node) => Node} */
  const resolve = (node) => {
    if (typeof node.$ref !== 'string') return node;
    const { $ref, ...beside } = node;
    const name = $ref.replace('#/$defs/', '');
    return { ...resolve(schema.$defs[name]), ...beside };
  };
  return resolve;
}

/**
 * The table of a mapping and, below it, one part for each mapping inside it.
 * @param {Node} node
 * @param {string} path
 * @param {string[]} page
 * @param {(node: Node) => Node} resolve
 * @param {number} level
 */
function writeNode(node, path, page, resolve, level) {
  const byId = mappingById(node, resolve);
  if (byId !== null) {
    writeNode(byId, `${path}.<id>`, page, resolve, level);
    return;
  }
  const branches = branchesOf(node, resolve);
  if (branches.length > 0) {
    for (const branch of branches) {
      const type = branch.properties.type.const;
      page.push(`${'#'.repeat(level)} ${type}\n\n${branch.description ?? ''} (\`type: ${type}\`)\n`);
      writeKeys(branch, `${path}`, page, resolve, level + 1);
    }
    return;
  }
  if (node.properties !== undefined) writeKeys(node, path, page, resolve, level);
}

/**
 * @param {Node} node
 * @param {string} path
 * @param {string[]} page
 * @param {(node: Node) => Node} resolve
 * @param {number} level
 */
function writeKeys(node, path, page, resolve, level) {
  const required = new Set(node.required ?? []);
  const hasEvidence = EVIDENCE.every((key) => key in node.properties);
  const isShown = (/** @type {string} */ key) => !(hasEvidence && EVIDENCE.includes(key));
  const keys = Object.entries(node.properties).filter(([key, inner]) => isShown(key) && !isTag(key, inner));
  page.push(
    table(
      keys.map(([key, inner]) => [key, inner, required.has(key)]),
      resolve,
    ),
  );
  if (hasEvidence) page.push('Takes evidence.\n');
  for (const [key, inner] of keys) {
    const below = innerMapping(resolve(/** @type {Node} */ (inner)), resolve);
    if (below === null) continue;
    page.push(`${'#'.repeat(Math.min(6, level))} ${key}: \`${path}.${key}${below.byId ? '.<id>' : ''}\`\n`);
    writeNode(below.node, `${path}.${key}${below.byId ? '.<id>' : ''}`, page, resolve, level + 1);
  }
}

/**
 * @param {string} key
 * @param {unknown} inner
 */
function isTag(key, inner) {
  return key === 'type' && /** @type {Node} */ (inner).const !== undefined;
}

/**
 * @param {Node} node
 * @param {(node: Node) => Node} resolve
 * @returns {Node | null}
 */
function mappingById(node, resolve) {
  const inner = node.additionalProperties;
  if (typeof inner !== 'object' || node.properties !== undefined) return null;
  const value = resolve(inner);
  return value.properties !== undefined || branchesOf(value, resolve).length > 0 ? value : null;
}

/**
 * @param {Node} node
 * @param {(node: Node) => Node} resolve
 * @returns {Node[]}
 */
function branchesOf(node, resolve) {
  const options = (node.oneOf ?? node.anyOf ?? []).map(resolve);
  return options.every((/** @type {Node} */ option) => option.properties?.type?.const !== undefined) ? options : [];
}

/**
 * @param {Node} node
 * @param {(node: Node) => Node} resolve
 * @returns {{ node: Node, byId: boolean } | null}
 */
function innerMapping(node, resolve) {
  if (node.unit !== undefined) return null;
  if (node.properties !== undefined && Object.keys(node.properties).length > 0) return { node, byId: false };
  const byId = mappingById(node, resolve);
  if (byId !== null) return { node: byId, byId: true };
  if (node.items !== undefined) return innerMapping(resolve(node.items), resolve);
  for (const option of node.anyOf ?? []) {
    const found = innerMapping(resolve(option), resolve);
    if (found !== null) return found;
  }
  return null;
}

/**
 * @param {[string, any, boolean][]} rows
 * @param {(node: Node) => Node} resolve
 */
function table(rows, resolve) {
  const lines = rows.map(([key, inner, needed]) => {
    const node = resolve(inner);
    const meaning = meaningOf(node, resolve);
    return `| \`${key}\`${needed ? ' *' : ''} | ${kindOf(node, resolve)} | ${defaultOf(node)} | ${cell(meaning)} |`;
  });
  if (lines.length === 0) return '';
  const star = rows.some(([, , needed]) => needed) ? '\n\\* must be given\n' : '';
  return `| key | what stands there | default | meaning |\n|---|---|---|---|\n${lines.join('\n')}\n${star}`;
}

/**
 * @param {Node} node
 * @param {(node: Node) => Node} resolve
 */
function meaningOf(node, resolve) {
  const inner = typeof node.additionalProperties === 'object' ? resolve(node.additionalProperties).description : '';
  const text = node.description ?? inner ?? '';
  return node.unit === undefined
    ? text
    : text.replace(/ \([^()]*\)$/, '').replace(/, by year or one value for all years$/, '');
}

/** @param {Node} node */
function defaultOf(node) {
  const standing = node.standing_default;
  if (standing !== undefined) return cell(String(standing));
  return cell(/\(default ([^)]+)\)/.exec(node.description ?? '')?.[1] ?? '');
}

/**
 * What may stand at a place, in words.
 * @param {Node} node
 * @param {(node: Node) => Node} resolve
 * @returns {string}
 */
function kindOf(node, resolve) {
  if (node.unit !== undefined) return cell(`${node.unit}${node.by_year === true ? ', by year' : ''}`);
  if (node.const !== undefined) return `\`${node.const}\``;
  if (node.enum !== undefined) return node.enum.map((/** @type {string} */ word) => `\`${word}\``).join(', ');
  if (typeof node.refers === 'string') return REFERS[node.refers] ?? node.refers;
  if (node.items !== undefined) return `list: ${kindOf(resolve(node.items), resolve)}`;
  if (node.prefixItems !== undefined) return 'list of two';
  if (node.type === 'string') return 'text';
  if (node.type === 'boolean') return '`true`, `false`';
  if (node.type === 'integer') return 'whole number';
  if (node.type === 'number') return 'number';
  const options = node.anyOf ?? node.oneOf;
  if (options !== undefined) {
    const kinds = [...new Set(options.map((/** @type {Node} */ option) => kindOf(resolve(option), resolve)))];
    return kinds.join(' or ');
  }
  if (typeof node.additionalProperties === 'object' && node.properties === undefined) {
    const whose = node.keys === undefined ? 'id' : node.keys;
    return `by ${whose}: ${kindOf(resolve(node.additionalProperties), resolve)}`;
  }
  return 'mapping';
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
