export * from './dossier-code';
export * from './fold';
export * from './languages';
