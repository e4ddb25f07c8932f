import pad from 'left-pad';

export const used = pad('1', 2);
export const unusedExport = 2;
