/** What the engine is made of, for programs that measure it piece by piece. */
export { openConversations } from './conversations';
export { step } from './domain/conversation';
export type { StepDeps } from './domain/course';
export type { ConversationDocument } from './domain/document';
export type { Heard, HeardMessage } from './domain/heard';
export { historyOf, replay } from './domain/replay';
export { routesBy } from './domain/routes';
export { markOf, requestOf, secretsOf } from './read-event';
export { contextOfInstallation } from './settings';
export { startSweeper } from './sweeper';
