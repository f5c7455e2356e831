import { join } from 'node:path';
import { type AdapterUnderTest, busSuite, journalSuite, storeSuite, topicsSuite } from '@mscore/ports/suites';
import { openEmbedded } from '../src';

const adapters: readonly AdapterUnderTest[] = [
  {
    name: 'SQLite',
    open: (folder, clock) => openEmbedded({ folder, clock }),
    child: join(__dirname, 'kill-child.js'),
  },
];

for (const adapter of adapters) {
  busSuite(adapter);
  journalSuite(adapter);
  storeSuite(adapter);
  topicsSuite(adapter);
}
