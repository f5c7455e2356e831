#!/usr/bin/env node

// Plain JavaScript because npm links it at install time, before anything is compiled.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const cli = join(__dirname, '..', 'dist', 'cli', 'main.js');
if (!existsSync(cli)) {
  process.stderr.write('mscore: not built yet. Run: npm run build\n');
  process.exit(69); // EX_UNAVAILABLE
}
require(cli).main(process.argv);
