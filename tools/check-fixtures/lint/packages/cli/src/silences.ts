// expect: ban-ts-comment
// @ts-ignore
export const answer: number = 'forty-two';
