export { adapter } from '../../../packages/adapters/src/index';
