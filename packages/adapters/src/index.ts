export type { Embedded, EmbeddedOptions, EmbeddedStats, GroupLag } from './embedded';
export { openAdapters } from './open';
export { openEmbedded } from './sqlite/open-embedded';
