export const port = 'bus';
