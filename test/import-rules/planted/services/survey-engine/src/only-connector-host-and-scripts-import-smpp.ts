export { wire } from '../../../packages/smpp/src/index';
