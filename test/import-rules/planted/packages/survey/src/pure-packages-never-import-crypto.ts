export { secret } from '../../contracts/src/crypto';
