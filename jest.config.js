/** @type {import('jest').Config} */
module.exports = {
  testMatch: [
    '<rootDir>/{packages,services}/*/test/**/*.test.ts',
    '<rootDir>/scripts/test/**/*.test.ts',
    '<rootDir>/test/**/*.test.ts',
  ],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // Bare package names are read from source; entries that must be real files on disk (the SQLite worker) stay compiled.
  moduleNameMapper: {
    '^@mscore/(contracts|ports|adapters|smpp|survey|vietnam)$': '<rootDir>/packages/$1/src/index.ts',
    '^@mscore/contracts/crypto$': '<rootDir>/packages/contracts/src/crypto.ts',
    '^@mscore/ports/suites$': '<rootDir>/packages/ports/src/suites/index.ts',
    '^@mscore/(smpp-connector|survey-engine|results-aggregator|host)$': '<rootDir>/services/$1/src/index.ts',
    '^@mscore/survey-engine/parts$': '<rootDir>/services/survey-engine/src/parts.ts',
    '^@mscore/scripts/(handset|simulator)$': '<rootDir>/scripts/src/$1/index.ts',
  },
  testEnvironment: 'node',
  testTimeout: 20_000,
  // Most of a suite's time is waiting for sockets and disks; one core less than there are would idle.
  maxWorkers: '100%',
};
