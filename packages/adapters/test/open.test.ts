import { systemClock } from '@mscore/ports';
import { openAdapters } from '../src';

const open = (bus: string, store: string) => openAdapters({ bus, store }, { clock: systemClock });

describe('the adapters’ URLs', () => {
  it.each([
    ['kafka://host:9092', 'file:./data', 'MSCORE_BUS asks for Kafka, which this version does not have'],
    ['file:./data', 'mongodb://host/db', 'MSCORE_STORE asks for MongoDB, which this version does not have'],
    ['./data', 'file:./data', 'MSCORE_BUS must begin with file:'],
    ['file:./data', 'redis://host', 'MSCORE_STORE must begin with file:'],
    ['file:', 'file:', 'MSCORE_BUS names no folder'],
    ['file://other-host/data', 'file:./data', 'MSCORE_BUS is no file URL of this machine'],
    ['file:./data', 'file:./other', 'MSCORE_BUS and MSCORE_STORE must name the same folder'],
  ])('refuses %s with %s, naming the variable', async (bus, store, message) => {
    await expect(open(bus, store)).rejects.toMatchObject({ code: 'MSCORE_ADAPTER_URL', retry: false });
    await expect(open(bus, store)).rejects.toThrow(message);
  });
});
