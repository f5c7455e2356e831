export { type HandsetOptions, runHandset } from './handset';
export { type Simulator, type SimulatorOptions, startSimulator } from './simulator';
