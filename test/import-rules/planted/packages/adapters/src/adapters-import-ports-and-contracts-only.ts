export { engine } from '../../../services/survey-engine/src/index';
