export { type Config, describeConfig, type Environment, readConfig, settings, settingsTable } from './config';
export { type Gateway, type GatewayOptions, startGateway } from './gateway';
export { createLogs, type LogFor } from './logging';
