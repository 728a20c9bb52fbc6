/** A scalar that could be read. `currency` names the currency whose symbol the author wrote, if any. */
export interface ScalarRead {
  readonly ok: true;
  readonly value: number;
  readonly isPercent: boolean;
  readonly currency: string | null;
}

/** A central 90 % interval that could be read. */
export interface IntervalRead {
  readonly ok: true;
  readonly low: number;
  readonly high: number;
  readonly isPercent: boolean;
  readonly currency: string | null;
}

/** What the author wrote, why it is refused, and the spelling that would be read, where one can be named. */
export interface TextRefused {
  readonly ok: false;
  readonly found: string;
  readonly reason: string;
  readonly suggestion?: string;
}

/** The currency of the book; when it is left out every known symbol is read and reported in `currency`. */
export interface TextOptions {
  readonly currency?: string;
}

const SYMBOLS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };
const SUFFIX_POWERS: Readonly<Record<string, number>> = { K: 3, M: 6, B: 9, T: 12 };
const LONGEST = 80;
const SCALAR = /^([+-]?)([$€£¥]?)(\d+(?:\.\d+)?|\.\d+)(?:([eE][+-]?\d+)|([KMBT])| ?(%))?$/;
const LOOSE = /^([+-]?)\s*([$€£¥]?)\s*([+-]?)\s*([\d.,_' ]*\d)\s*([a-z%]*)\.?$/i;

/** The suffix that a loose spelling stands for, lower case. */
const LOOSE_SUFFIXES: Readonly<Record<string, string>> = {
  '': '',
  k: 'K',
  thousand: 'K',
  m: 'M',
  mn: 'M',
  mm: 'M',
  mio: 'M',
  mln: 'M',
  million: 'M',
  millions: 'M',
  b: 'B',
  bn: 'B',
  bln: 'B',
  mrd: 'B',
  billion: 'B',
  billions: 'B',
  t: 'T',
  tn: 'T',
  tr: 'T',
  trn: 'T',
  trillion: 'T',
  trillions: 'T',
  '%': '%',
  pct: '%',
  percent: '%',
};

function refuse(found: string, reason: string, suggestion?: string): TextRefused {
  return suggestion === undefined ? { ok: false, found, reason } : { ok: false, found, reason, suggestion };
}

/** Longer text is refused unread, so that hostile text costs no time. */
function tooLong(text: string): TextRefused {
  return refuse(`${text.slice(0, LONGEST)}…`, 'it is too long for a number');
}

function currencyFault(text: string, symbol: string, options: TextOptions): TextRefused | null {
  if (symbol === '' || options.currency === undefined || SYMBOLS[symbol] === options.currency) return null;
  return refuse(
    text,
    `${symbol} stands for ${SYMBOLS[symbol]}, and the book is in ${options.currency}: convert the sum and say at which rate in a note`,
  );
}

/**
 * Reads one number as the author wrote it: `22.4B`, `$300B`, `27%`, `4.5`, `-3`, `1e9`.
 *
 * Suffixes are K, M, B, T (powers of a thousand) and %. A spelling that could mean two things is refused with the
 * right one suggested; it is never guessed.
 */
export function parseScalar(raw: number | string, options: TextOptions): ScalarRead | TextRefused {
  if (typeof raw === 'number') {
    if (!Number.isFinite(raw)) return refuse(String(raw), 'it is not a finite number');
    return { ok: true, value: raw, isPercent: false, currency: null };
  }
  const text = raw.trim();
  if (text.length > LONGEST) return tooLong(text);
  const match = SCALAR.exec(text);
  if (match === null) return explainRefusal(text, options);
  const [, sign, symbol = '', digits, exponent = '', suffix, percent] = match;
  const fault = currencyFault(text, symbol, options);
  if (fault !== null) return fault;
  const isPercent = percent !== undefined;
  if (isPercent && symbol !== '') return refuse(text, 'a sum of money cannot be a percentage');
  const power = isPercent ? 'e-2' : suffix === undefined ? exponent : `e${SUFFIX_POWERS[suffix]}`;
  // The power of ten is part of the text that is converted, so that 22.4B is the double nearest to 22.4 billion.
  const value = Number(`${sign}${digits}${power}`);
  if (!Number.isFinite(value)) return refuse(text, 'it is too large for a number');
  return { ok: true, value, isPercent, currency: symbol === '' ? null : SYMBOLS[symbol]! };
}

function explainRefusal(text: string, options: TextOptions): TextRefused {
  if (text === '') return refuse(text, 'it is empty');
  if (/^[+-]?(nan|inf|infinity|\.inf|\.nan)$/i.test(text)) return refuse(text, 'it is not a finite number');
  if (/^[+-]?[\d.]+[eE][+-]?\d+\s*[a-z%]+$/i.test(text)) {
    return refuse(text, 'an exponent and a suffix together are not read');
  }
  return explainCurrencyCode(text, options) ?? explainRange(text, options) ?? explainSpelling(text, options);
}

/** `USD 300B`, `300B EUR`: the book states its currency once. */
function explainCurrencyCode(text: string, options: TextOptions): TextRefused | null {
  const match = /^([A-Za-z]{3})\s*([^A-Za-z].*)$/.exec(text) ?? /^(.*\d[KMBTkmbt]?)\s+([A-Z]{3})$/.exec(text);
  if (match === null) return null;
  const isLeading = /^[A-Za-z]{3}$/.test(match[1]!);
  const code = (isLeading ? match[1]! : match[2]!).toUpperCase();
  const rest = (isLeading ? match[2]! : match[1]!).trim();
  if (!Object.values(SYMBOLS).includes(code) && !/^(CHF|CNY|RMB|KRW|INR|SEK|AED|SAR|CAD|AUD|HKD|TWD|SGD)$/.test(code)) {
    return null;
  }
  if (options.currency !== undefined && code !== options.currency) {
    return refuse(
      text,
      `it is in ${code}, and the book is in ${options.currency}: convert the sum and say at which rate in a note`,
    );
  }
  const inner = parseScalar(rest, options);
  return refuse(
    text,
    'the currency is stated once, under `book: currency`',
    inner.ok ? rest : (inner.suggestion ?? undefined),
  );
}

/** `250B-350B`, `between 250B and 350B`: an interval is written with the word to. */
function explainRange(text: string, options: TextOptions): TextRefused | null {
  const match =
    /^between\s+(\S.*?)\s+and\s+(\S.*)$/i.exec(text) ??
    /^(.*?[\dA-Za-z%])\s*(?:-|–|—|\.\.\.?|…|~)\s*([$€£¥]?\d.*)$/.exec(text);
  if (match === null) return null;
  const low = parseScalar(match[1]!, options);
  const high = parseScalar(match[2]!, options);
  if (!low.ok || !high.ok) return null;
  return refuse(text, 'an interval is written with the word "to"', `${match[1]} to ${match[2]}`);
}

/** Number without thousands separators, and the reason why it could not be read as it stood. */
function plainDigits(digits: string): { reason: string; readings: string[] } | null {
  if (/^\d+(\.\d+)?$/.test(digits)) return { reason: '', readings: [digits] };
  if (/^\d{1,3}([ _']\d{3})+(\.\d+)?$/.test(digits)) {
    return { reason: 'digits are written without separators', readings: [digits.replace(/[ _']/g, '')] };
  }
  if (/^\d{1,3}(,\d{3}){2,}(\.\d+)?$/.test(digits) || /^\d{1,3}(,\d{3})+\.\d+$/.test(digits)) {
    return { reason: 'digits are written without separators', readings: [digits.replace(/,/g, '')] };
  }
  if (/^\d{1,3}(\.\d{3}){2,}(,\d+)?$/.test(digits) || /^\d{1,3}(\.\d{3})+,\d+$/.test(digits)) {
    return {
      reason: 'digits are written without separators, the decimal sign is a point',
      readings: [digits.replace(/\./g, '').replace(',', '.')],
    };
  }
  if (/^\d{1,3},\d{3}$/.test(digits)) {
    return {
      reason: 'the comma may separate thousands or decimals',
      readings: [digits.replace(',', ''), digits.replace(',', '.')],
    };
  }
  if (/^\d+,\d+$/.test(digits)) return { reason: 'the decimal sign is a point', readings: [digits.replace(',', '.')] };
  return null;
}

function explainSpelling(text: string, options: TextOptions): TextRefused {
  const match = LOOSE.exec(text);
  const unread = 'it is not a number such as 22.4B, $300B, 27% or 4.5';
  if (match === null) {
    return refuse(text, /^[~≈<>≤≥]|\+$/.test(text) ? `${unread}; for an uncertain one write an interval` : unread);
  }
  const [, sign, symbol = '', innerSign, digits, word = ''] = match;
  const fault = currencyFault(text, symbol, options);
  if (fault !== null) return fault;
  const suffix = LOOSE_SUFFIXES[word.toLowerCase()];
  const plain = plainDigits(digits!);
  if (suffix === undefined) return refuse(text, `\`${word}\` is not a suffix; there are K, M, B, T and %`);
  if (plain === null) return refuse(text, unread);
  const reasons = plain.reason === '' ? [] : [plain.reason];
  if (word !== suffix) reasons.push(`\`${word}\` is not a suffix; there are K, M, B, T and %`);
  else if (/\s/.test(text.replace(digits!, ''))) reasons.push('a number is written without spaces');
  const suggestion = plain.readings.map((reading) => `${sign}${innerSign}${symbol}${reading}${suffix}`).join(' or ');
  return refuse(text, reasons.length === 0 ? unread : reasons.join('; '), suggestion);
}

/** Reads an interval: `250B to 350B`, the central 90 % of the author's belief. */
export function parseInterval(raw: string, options: TextOptions = {}): IntervalRead | TextRefused {
  const text = raw.trim();
  if (text.length > LONGEST) return tooLong(text);
  const parts = text.split(/\s+to\s+/);
  if (parts.length !== 2) {
    return explainRange(text, options) ?? refuse(text, 'an interval has two ends, such as 250B to 350B');
  }
  const [lowText, highText] = parts as [string, string];
  const low = parseScalar(lowText, options);
  const high = parseScalar(highText, options);
  if (!low.ok || !high.ok) {
    const fault = low.ok ? (high as TextRefused) : low;
    const lowWanted = low.ok ? lowText : low.suggestion;
    const highWanted = high.ok ? highText : high.suggestion;
    const isKnown = lowWanted !== undefined && highWanted !== undefined && !/ or /.test(lowWanted + highWanted);
    return refuse(text, `\`${fault.found}\`: ${fault.reason}`, isKnown ? `${lowWanted} to ${highWanted}` : undefined);
  }
  const suffixFault = unequalSuffixes(text, lowText, low, highText, high);
  if (suffixFault !== null) return suffixFault;
  if (low.value > high.value) {
    return refuse(text, 'the low end is above the high end', `${highText} to ${lowText}`);
  }
  const currency = low.currency ?? high.currency;
  return { ok: true, low: low.value, high: high.value, isPercent: low.isPercent || high.isPercent, currency };
}

/** `250 to 350B`, `20 to 30%`: does the suffix belong to both ends? */
function unequalSuffixes(
  text: string,
  lowText: string,
  low: ScalarRead,
  highText: string,
  high: ScalarRead,
): TextRefused | null {
  const lowSuffix = /[KMBT%]$/.exec(lowText)?.[0] ?? '';
  const highSuffix = /[KMBT%]$/.exec(highText)?.[0] ?? '';
  if (low.value === 0 || high.value === 0) return null;
  if (low.isPercent !== high.isPercent || (lowSuffix === '') !== (highSuffix === '')) {
    const suggestion =
      lowSuffix === ''
        ? `${lowText}${highSuffix} to ${highText}`
        : highSuffix === ''
          ? `${lowText} to ${highText}${lowSuffix}`
          : undefined;
    return refuse(text, 'one end has a suffix that the other lacks; write it on both', suggestion);
  }
  if (low.currency !== null && high.currency !== null && low.currency !== high.currency) {
    return refuse(text, 'the two ends are in different currencies');
  }
  return null;
}

/** The decimal text of digits × 10^power, digits being a run of figures. */
function placePoint(digits: string, power: number): string {
  if (power >= 0) return digits + '0'.repeat(power);
  const whole = digits.length + power;
  if (whole > 0) return `${digits.slice(0, whole)}.${digits.slice(whole)}`;
  return `0.${'0'.repeat(-whole)}${digits}`;
}

/**
 * Writes a number as an author would: 22.4B, 300K, 4.5. Reading it back gives the same number to the last bit.
 *
 * With `unit` percent the text carries %.
 */
export function writeQuantity(value: number, unit: 'plain' | 'percent' = 'plain'): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa, exponentText] = Math.abs(value).toExponential().split('e') as [string, string];
  const digits = mantissa.replace('.', '');
  const exponent = Number(exponentText);
  const power = exponent - (digits.length - 1);
  if (exponent < -9 || exponent > 17) return `${sign}${mantissa}e${exponent}`;
  if (unit === 'percent') return `${sign}${placePoint(digits, power + 2)}%`;
  if (exponent < 3) return `${sign}${placePoint(digits, power)}`;
  const group = Math.min(12, 3 * Math.floor(exponent / 3));
  const suffix = Object.keys(SUFFIX_POWERS).find((key) => SUFFIX_POWERS[key] === group)!;
  return `${sign}${placePoint(digits, power - group)}${suffix}`;
}

/** Writes an interval so that `parseInterval` reads the same two numbers. */
export function writeInterval(low: number, high: number, unit: 'plain' | 'percent' = 'plain'): string {
  return `${writeQuantity(low, unit)} to ${writeQuantity(high, unit)}`;
}
