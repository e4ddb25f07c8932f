/**
 * The sequences of records as a text: for each time that some were added, the first of them and what each of the others
 * is behind the one before it, `1041+3+2 1100+1 `. What is added later is put behind.
 */
export function placeList(sequences: readonly number[]): string {
  let text = '';
  let before = 0;
  for (const sequence of sequences) {
    text += before === 0 ? String(sequence) : `+${sequence - before}`;
    before = sequence;
  }
  return `${text} `;
}

/** Reads what `placeList` wrote, once or several times. */
export function readPlaceList(text: string): number[] {
  return text
    .trimEnd()
    .split(' ')
    .flatMap((part) => {
      let sequence = 0;
      return part.split('+').map((step) => (sequence += Number(step)));
    });
}

/** The first sequence of a list. */
export function firstPlace(text: string): number {
  return Number.parseInt(text, 10);
}
