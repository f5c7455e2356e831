export { port } from '../../ports/src/index';
