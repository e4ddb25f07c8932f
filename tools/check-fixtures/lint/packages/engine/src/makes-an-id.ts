// expect: no-restricted-globals
export function id(): string {
  return crypto.randomUUID();
}
