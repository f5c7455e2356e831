export const language = 'published';
