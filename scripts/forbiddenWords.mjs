/** Pieces that must appear in no file of the project, put together here so that this file holds none of them whole. */
const forbidden = [
  {
    what: 'a path of one machine',
    pattern: new RegExp(`(?<![\\w.~/-])/(?:${['work', 'root', 'home/[a-z]+'].join('|')})/`),
  },
  { what: 'work left undone', pattern: new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`) },
  {
    what: 'a package registry',
    pattern: new RegExp(`\\bregistry\\.[a-z0-9-]+\\.[a-z]{2,}|\\b${'verd' + 'accio'}\\b`, 'i'),
  },
  { what: 'a switched-off type check', pattern: new RegExp(`@ts-(?:${['ig' + 'nore', 'no' + 'check'].join('|')})`) },
];

/**
 * What in this text may not stand in any file, as `line: what`.
 * @param {string} text
 * @returns {string[]}
 */
export function forbiddenWords(text) {
  return text
    .split('\n')
    .flatMap((line, index) =>
      forbidden.filter(({ pattern }) => pattern.test(line)).map(({ what }) => `${index + 1}: ${what}`),
    );
}
