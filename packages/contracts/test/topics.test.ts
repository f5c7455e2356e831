import { deadTopic, declarationOf, eventSchemas, outboxTopic, type Topic, topicTable } from '../src';

describe('the table of topics', () => {
  test('has a place for every event type, and only one', () => {
    const placed = Object.values(topicTable).flatMap(({ types }) => [...types]);
    expect(placed.sort()).toEqual(Object.keys(eventSchemas).sort());
  });

  test('knows families', () => {
    expect(declarationOf(outboxTopic('viettel')).groups).toEqual(['smpp-connector']);
    expect(declarationOf(deadTopic('conversation.inbox'))).toMatchObject({
      retention: 'for-ever',
      types: ['event.dead'],
    });
  });

  test('refuses a topic nobody declared', () => {
    expect(() => declarationOf('survey.fact' as Topic)).toThrow('undeclared topic: survey.fact');
  });
});
