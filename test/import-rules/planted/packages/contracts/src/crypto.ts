export const secret = 'seal';
