export * from './effects';
export * from './state';
export * from './survey';
