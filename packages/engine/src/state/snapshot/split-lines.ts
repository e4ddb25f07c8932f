import { LINE_FEED } from './snapshot-format.ts';

/**
 * Cuts bytes that come in pieces of any size into their lines, without the line feeds. Answers the lines that end in
 * a piece together, each valid until the next piece is asked for; what follows the last line feed is a line, too.
 */
export async function* splitLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Uint8Array[]> {
  let rest: Uint8Array[] = [];
  for await (const piece of pieces) {
    const lines: Uint8Array[] = [];
    let from = 0;
    for (let to = piece.indexOf(LINE_FEED); to >= 0; to = piece.indexOf(LINE_FEED, from)) {
      lines.push(joined(rest, piece.subarray(from, to)));
      rest = [];
      from = to + 1;
    }
    // A copy: whoever gave the piece may use its memory again.
    if (from < piece.length) rest.push(piece.slice(from));
    yield lines;
  }
  const last = joined(rest, new Uint8Array(0));
  if (last.length > 0) yield [last];
}

function joined(pieces: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  if (pieces.length === 0) return last;
  const all = [...pieces, last];
  const whole = new Uint8Array(all.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of all) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
