import { JsonReader, type PlaceVisitor } from './json-reader.ts';
import type { PositionIndex } from './position-index.ts';
import { TextLines } from './text-lines.ts';

/** The places of a text that `readJsonText` has accepted. Nothing is computed before somebody asks. */
export function indexPositions(text: string): PositionIndex {
  let index: { readonly root: Place; readonly lines: TextLines } | undefined;
  return {
    positionOf(location) {
      index ??= { root: placesOf(text), lines: new TextLines(text) };
      return index.lines.positionOf(nearestPlace(index.root, location).offset);
    },
  };
}

interface Place {
  readonly offset: number;
  /** By the step that leads there: `/name`, `[0]`. */
  readonly inside: Map<string, Place>;
}

function placesOf(text: string): Place {
  const root = { offset: /\S/.exec(text)?.index ?? 0, inside: new Map<string, Place>() };
  const around: Place[] = [root];
  const visitor: PlaceVisitor = {
    enter(step, offset) {
      const place = { offset, inside: new Map<string, Place>() };
      around.at(-1)?.inside.set(step, place);
      around.push(place);
    },
    leave() {
      around.pop();
    },
  };
  new JsonReader(text, visitor).read();
  return root;
}

/** A location does not say where a name with `/` or `[` in it ends: the shortest member that is there is taken. */
function nearestPlace(root: Place, location: string): Place {
  let place = root;
  let start = 0;
  for (let end = stepEnd(location, 0); end > start; end = stepEnd(location, end)) {
    const inside = place.inside.get(location.slice(start, end));
    if (inside !== undefined) {
      place = inside;
      start = end;
    }
    if (end === location.length) break;
  }
  return place;
}

/** Where the step that begins at or goes on from `from` may end. */
function stepEnd(location: string, from: number): number {
  const separator = /[/[]/g;
  separator.lastIndex = from + 1;
  return separator.exec(location)?.index ?? location.length;
}
