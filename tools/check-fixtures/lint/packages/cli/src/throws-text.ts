// expect: only-throw-error
export function fail(): never {
  throw 'nothing to see';
}
