export * from './events';
export * from './ids';
export * from './schemas';
export * from './topics';
