import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, html, markupOf, sourceLink, webAddress, withoutControls } from './escape.ts';

describe('text in HTML', () => {
  it('never leaves a letter that could end a text or an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeText(text)).not.toMatch(/[<>"'`]|&(?!amp;|lt;|gt;|quot;|#39;|#96;)/);
      }),
    );
  });

  it('says the same to a reader', () => {
    const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const read = escapeText(text).replace(
          /&(amp|lt|gt|quot|#39|#96);/g,
          (_, name: string) => names[name] as string,
        );
        expect(read).toBe(text);
      }),
    );
  });

  it('loses what no reader sees', () => {
    expect(withoutControls('a\u0000b\u001b[31mc\u202ed\u200be')).toBe('ab[31mcde');
    expect(withoutControls('a\tb\r\nc')).toBe('a b c');
    expect(withoutControls('a\ud800b')).toBe('a\ufffdb');
    expect(withoutControls('Ünïcode 数 😀')).toBe('Ünïcode 数 😀');
  });
});

describe('a template', () => {
  const attack = '<script>alert("1")</script>';

  it('escapes what is put into it, in lists too', () => {
    expect(markupOf(html`<p title="${attack}">${[attack, 1, null, [attack]]}</p>`)).toBe(
      `<p title="${escapeText(attack)}">${escapeText(attack)}1${escapeText(attack)}</p>`,
    );
  });

  it('takes over what came out of another', () => {
    expect(markupOf(html`<ul>${[html`<li>${'a & b'}</li>`]}</ul>`)).toBe('<ul><li>a &amp; b</li></ul>');
  });

  it('is not deceived by an object that only looks like HTML', () => {
    const forged = JSON.parse('{"html":"<b>","Symbol(html)":"<b>"}') as string;
    expect(() => markupOf(html`${forged}`)).toThrow();
  });
});

describe('a link', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.com/x',
    'http://user:word@example.com/',
    'https://',
    'mailto:a@example.com',
  ])('is not made of %s', (url) => {
    expect(webAddress(url)).toBeNull();
    expect(markupOf(sourceLink('words', url))).toBe('words');
  });

  it('is made of web addresses, and gives nothing away to where it leads', () => {
    expect(markupOf(sourceLink('a <b>', 'https://example.com/?a="b"&c=<d>'))).toBe(
      '<a href="https://example.com/?a=%22b%22&amp;c=%3Cd%3E" rel="noopener noreferrer">a &lt;b&gt;</a>',
    );
    expect(markupOf(sourceLink('words', undefined))).toBe('words');
  });
});
