// expect: filename-case
export const answer = 42;
