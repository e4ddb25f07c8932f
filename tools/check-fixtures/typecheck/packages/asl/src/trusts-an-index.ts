// expect: TS2322
export function first(values: readonly string[]): string {
  return values[0];
}
