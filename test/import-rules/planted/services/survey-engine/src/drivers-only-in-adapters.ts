export { default as driver } from 'libsql';
