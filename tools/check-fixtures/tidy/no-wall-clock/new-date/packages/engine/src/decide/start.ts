export const at = new Date();
