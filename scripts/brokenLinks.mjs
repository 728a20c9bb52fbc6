import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * The anchor a heading gets, as repository hosts make it.
 * @param {string} heading
 * @returns {string}
 */
export function anchorOf(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[`*]/g, '')
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
}

const withoutCode = (/** @type {string} */ text) => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '``');

/** @param {string} text */
function anchorsOf(text) {
  const plain = text.replace(/^```[\s\S]*?^```/gm, '');
  return new Set([...plain.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => anchorOf(match[1])));
}

/**
 * Relative links of a page that lead to no file, or to no heading of the file.
 * @param {string} root
 * @param {string} page relative to root
 * @returns {string[]}
 */
export function brokenLinks(root, page) {
  const text = readFileSync(join(root, page), 'utf8');
  const inline = [...withoutCode(text).matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)].map((match) => match[1]);
  const byReference = [...withoutCode(text).matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)].map((match) => match[1]);
  return [...inline, ...byReference].filter((link) => {
    if (/^[a-z][a-z+.-]*:/i.test(link)) return false;
    const [path, anchor] = decodeURI(link).split('#');
    const target = path ? normalize(join(root, dirname(page), path)) : join(root, page);
    if (!target.startsWith(root) || !existsSync(target)) return true;
    if (!anchor || !/\.md$/.test(target) || statSync(target).isDirectory()) return false;
    return !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
  });
}
