/** What the engine is made of, for programs that measure it piece by piece. */
export { openConversations } from './conversations';
export { type ConversationDocument, type Heard, type HeardMessage, step } from './domain/conversation';
export type { StepDeps } from './domain/course';
export { historyOf, replay } from './domain/replay';
export { routesBy } from './domain/routes';
export { markOf, requestOf, secretsOf } from './read-event';
export { contextOfInstallation } from './settings';
export { startSweeper } from './sweeper';
