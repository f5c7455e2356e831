import { other } from './no-cycles-other';

export const one = () => other;
