// expect: nothing
export function answer(): number {
  return 42;
}
