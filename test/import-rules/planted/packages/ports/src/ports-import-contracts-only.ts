export { survey } from '../../survey/src/index';
