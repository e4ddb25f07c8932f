// expect: TS6133
const unused = 1;
export const used = 2;
