export const wire = 'smpp';
