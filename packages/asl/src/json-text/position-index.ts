/** A place in a text. Both count from 1; columns count UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where the values of a JSON text stand. */
export interface PositionIndex {
  /**
   * The place of the value at `location` (`/States/Fork/Branches[0]`, `` for the root). Where nothing stands
   * there (a missing field), the place of the nearest value around it.
   */
  positionOf(location: string): TextPosition;
}
