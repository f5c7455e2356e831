export { type Config, describeConfig, type Environment, readConfig, settingsTable } from './config';
export { type Gateway, type GatewayOptions, startGateway } from './gateway';
export { createLogs, type LogFor } from './logging';
export { settings } from './settings';
