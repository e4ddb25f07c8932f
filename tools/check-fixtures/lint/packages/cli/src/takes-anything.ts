// expect: no-explicit-any
export function first(values: any): unknown {
  return values;
}
