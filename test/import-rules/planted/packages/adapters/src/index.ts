export const adapter = 'sqlite';
