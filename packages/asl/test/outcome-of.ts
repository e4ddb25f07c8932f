/** What a call came to: its value, or what it threw. */
export type Outcome<T> = { readonly value: T } | { readonly thrown: unknown };

/** Calls, and answers an exception as a value. */
export function outcomeOf<T>(call: () => T): Outcome<T> {
  try {
    return { value: call() };
  } catch (thrown) {
    return { thrown };
  }
}

/** Awaits, and answers a rejection as a value. */
export async function outcomeOfAsync<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await call() };
  } catch (thrown) {
    return { thrown };
  }
}
