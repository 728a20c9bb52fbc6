const ENTRY = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980 in the form of old disks, the earliest that the format knows: day 1, month 1, year 0. */
const EARLIEST_DATE = 0x0021;

/**
 * A zip archive whose entries all bear the earliest time there is, so that the same content gives the same bytes.
 *
 * Source: PKWARE, APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
 */
export function fixedTimes(archive: Uint8Array): Uint8Array {
  const bytes = archive.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new TypeError('these bytes are no zip archive');
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== ENTRY) throw new TypeError('the directory of the archive is broken');
    const local = view.getUint32(at + 42, true);
    setTime(view, at + 12);
    setTime(view, local + 10);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}

/** Time, then date, two bytes each. */
function setTime(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, EARLIEST_DATE, true);
}
