import { phrasesOf } from './phrases';

/** Words that turn what follows them into its opposite. */
export const negations = phrasesOf([
  'không',
  'không phải',
  'không hề',
  'chẳng',
  'chẳng phải',
  'chả',
  'chưa',
  'chưa hề',
]);

/** "Not yet": it turns an answer into its opposite, but is no refusal. */
export const notYet = phrasesOf(['chưa', 'chưa hề']);
