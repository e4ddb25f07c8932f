export const decide = 'decide';
