export const load = async (id: string) => id;
