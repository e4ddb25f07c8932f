/** A place in a text. Both count from 1; columns count UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where the values of a JSON text stand. */
export interface PositionIndex {
  /**
   * The place of what stands at `location` (`/States/Fork/Branches[0]`; `` or `/` for the whole): of a member its
   * name (the last one if it is there twice), of an element its value. Where nothing stands there, the place of the nearest value around it.
   */
  positionOf(location: string): TextPosition;
}
