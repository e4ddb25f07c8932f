/** A decoded frame: one brightness a pixel, row by row. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}
