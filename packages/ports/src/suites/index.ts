export { type AdapterUnderTest, type OpenedAdapter, Place } from './adapter-under-test';
export { busSuite } from './bus-suite';
export { journalSuite } from './journal-suite';
export { killedAfter } from './killed-child';
export { ManualClock } from './manual-clock';
export { Recorder } from './recorder';
export { childCollection, childEvent, childTopic, difficultTexts, sampleEvent, sampleEvents } from './sample-events';
export { storeSuite } from './store-suite';
export { topicsSuite } from './topics-suite';
