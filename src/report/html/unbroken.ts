/** Text in which a figure stays on the line of its sign: `16 %`. */
export function unbroken(text: string): string {
  return text.replace(/(\d) %/g, '$1\u00a0%');
}
