// expect: no-restricted-properties
export function dice(): number {
  return Math.random();
}
