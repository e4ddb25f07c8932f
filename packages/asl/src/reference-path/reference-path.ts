import type { Json } from '@edgestep/shared';

/** A reference path (`$.a.b[0]`), parsed once: it names exactly one place in a value. */
export interface ReferencePath {
  readonly text: string;
  readonly segments: readonly (string | number)[];
  /**
   * A value that is `root` with `value` put at this place: objects on the way are made where they lack,
   * siblings are kept by identity. Throws QueryFailure `States.ResultPathMatchFailure` when something on
   * the way is no object or array, or an index lies outside its array.
   */
  placeAt(root: Json, value: Json): Json;
}
