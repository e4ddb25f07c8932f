/** What can be told of a regular expression without compiling it. */
export interface RegexOutline {
  /** About how many instructions it compiles to: counted repetitions are written out. */
  readonly size: number;
  /** How often its innermost part is repeated, counts within counts multiplied. */
  readonly repetitions: number;
  /** The same syntax with small counts: it compiles if and only if the expression does, and at once. */
  readonly source: string;
}

/** The alternatives of a group so far, and the part that a count behind it would repeat. */
interface Group {
  size: number;
  repetitions: number;
  part: { readonly size: number; readonly repetitions: number };
}

const nothing = { size: 0, repetitions: 1 };
const single = { size: 1, repetitions: 1 };
/** What belongs together: escapes, classes, counts, the beginnings of groups. */
const token =
  /\\[pPxuk]\{[^}]*\}|\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\{(\d+)(?:(,)(\d*))?\}|\(\?(?:<?[=!]|[a-z-]*:)|[\s\S]/g;
/** Enough for a count to stay a count. */
const countMax = 2;

/** Reads the source of a RegExp, which has the syntax of one. */
export function outlineOf(source: string): RegexOutline {
  const groups: Group[] = [{ ...nothing, part: nothing }];
  const outline = source.replaceAll(token, (text, least?: string, comma = '', most = '') => {
    if (least === undefined) {
      readToken(text, groups);
      return text;
    }
    repeatPart(groups.at(-1) as Group, Math.max(Number(least), Number(most)));
    return `{${small(least)}${comma}${small(most)}}`;
  });
  const { size, repetitions } = groups.reduceRight((inner, outer) => added(outer, inner, 2));
  return { size, repetitions, source: outline };
}

function readToken(text: string, groups: Group[]): void {
  if (text.startsWith('(')) {
    groups.push({ ...nothing, part: nothing });
    return;
  }
  const group = groups.at(-1) as Group;
  const outer = groups.at(-2);
  if (text === ')' && outer !== undefined) {
    groups.pop();
    added(outer, group, 2);
    return;
  }
  // What repeats without a count, or is one of several, costs one instruction more.
  if (['*', '+', '?', '|'].includes(text)) group.size += 1;
  else added(group, single, 0);
}

/** Adds a part to a group; a part that is a group costs the two instructions that note where it lies. */
function added(group: Group, part: Group['part'], own: number): Group {
  group.part = { size: part.size + own, repetitions: part.repetitions };
  group.size += group.part.size;
  group.repetitions = Math.max(group.repetitions, part.repetitions);
  return group;
}

function repeatPart(group: Group, times: number): void {
  const { size, repetitions } = group.part;
  group.part = { size: size * times, repetitions: repetitions * Math.max(times, 1) };
  group.size += size * Math.max(times - 1, 0) + 1;
  group.repetitions = Math.max(group.repetitions, group.part.repetitions);
}

function small(count: string): string {
  return count === '' ? '' : String(Math.min(Number(count), countMax));
}
