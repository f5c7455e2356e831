export { engine } from '../../survey-engine/src/index';
