/** What a comparison asks of the order of its two sides. */
export const comparisons = {
  equals: (order: number) => order === 0,
  lessThan: (order: number) => order < 0,
  lessThanEquals: (order: number) => order <= 0,
  greaterThan: (order: number) => order > 0,
  greaterThanEquals: (order: number) => order >= 0,
} as const;
