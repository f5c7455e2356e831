export * from './bus';
export * from './clock';
export * from './errors';
export * from './journal';
export * from './service';
export * from './store';
export * from './topics';
