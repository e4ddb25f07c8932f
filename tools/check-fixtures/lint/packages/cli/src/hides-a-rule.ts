// expect: unused-directive
// oxlint-disable-next-line no-debugger
export const answer = 42;
