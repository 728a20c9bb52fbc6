/** The one place where text becomes HTML: whatever is put into a template is escaped, unless it came out of one. */

const MARK = Symbol('html');

/** A piece of HTML that this file made; nothing else can make one. */
export interface Html {
  readonly [MARK]: string;
}

/** What may stand in a template: text and numbers are escaped, pieces of HTML go in as they are, null is nothing. */
export type HtmlValue = string | number | Html | null | readonly HtmlValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text without what no reader sees but a program may obey: control and format characters, halves of pairs. */
export function withoutControls(text: string): string {
  return text
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');
}

/** Text as it may stand between tags and inside a quoted attribute. */
export function escapeText(text: string): string {
  return withoutControls(text).replace(/[&<>"'`]/g, (letter) => ENTITIES[letter] as string);
}

/** A template whose holes are escaped by default. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = strings[0] ?? '';
  values.forEach((value, i) => {
    text += textOf(value) + (strings[i + 1] ?? '');
  });
  return { [MARK]: text };
}

function textOf(value: HtmlValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  if (isHtml(value)) return value[MARK];
  return value.map(textOf).join('');
}

function isHtml(value: Html | readonly HtmlValue[]): value is Html {
  return MARK in value;
}

/** Text of this program itself, such as a style sheet, taken as HTML. Never for text of a book. */
export function ownMarkup(text: string): Html {
  return { [MARK]: text };
}

/** The text of a piece of HTML. */
export function markupOf(piece: Html): string {
  return piece[MARK];
}

/** An address that may be followed: http or https, well formed; null for any other. */
export function webAddress(url: string): string | null {
  if (!/^https?:\/\//i.test(url)) return null;
  try {
    const { protocol, href, username, password } = new URL(url);
    const isWeb = protocol === 'http:' || protocol === 'https:';
    return isWeb && username === '' && password === '' ? href : null;
  } catch {
    return null;
  }
}

/** A link to a source, or its words alone where the address may not be followed. */
export function sourceLink(words: string, url: string | null | undefined): Html {
  const address = url === null || url === undefined ? null : webAddress(url);
  return address === null ? html`${words}` : html`<a href="${address}" rel="noopener noreferrer">${words}</a>`;
}
