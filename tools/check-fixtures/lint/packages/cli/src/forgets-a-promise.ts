// expect: no-floating-promises
async function save(): Promise<void> {
  await Promise.resolve();
}

export function stop(): void {
  save();
}
