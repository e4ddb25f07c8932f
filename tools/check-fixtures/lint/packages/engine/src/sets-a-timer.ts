// expect: no-restricted-globals
export function later(work: () => void): void {
  setTimeout(work, 1_000);
}
