// expect: TS2375
export const retry: { delayMs?: number } = { delayMs: undefined };
