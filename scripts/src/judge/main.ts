import { parseArgs } from 'node:util';
import { systemClock } from '@mscore/ports';
import { citizensWith } from '../citizens/citizen';
import { createCrowd } from './crowd';
import { openLedger } from './ledger';
import type { FromJudge, ToJudge } from './messages';
import type { Pace } from './pace';
import { startJudgeSmsc } from './smsc';

/** The judge in its own process: told what to do by its parent, gone when its parent is. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ledger: { type: 'string' },
      seed: { type: 'string' },
      'system-id': { type: 'string' },
      password: { type: 'string' },
      'under-way': { type: 'string' },
      'per-second': { type: 'string' },
      'equal-answers': { type: 'string', default: '0' },
    },
  });
  const { ledger: path, seed, 'system-id': systemId, password } = values;
  if (path === undefined || seed === undefined || systemId === undefined || password === undefined) {
    throw new Error('--ledger, --seed, --system-id and --password are needed');
  }
  const pace: Pace =
    values['per-second'] === undefined
      ? { kind: 'closed', underWay: Number(values['under-way']) }
      : { kind: 'open', perSecond: Number(values['per-second']) };
  const ledger = openLedger(path, () => systemClock.now());
  const citizens = citizensWith(Number(values['equal-answers']), Number(seed));
  const crowd = createCrowd(citizens, Number(seed));
  const smsc = await startJudgeSmsc({ clock: systemClock, ledger, crowd, systemId, password, pace });

  const tell = (message: FromJudge): void => void process.send?.(message);
  const stop = (): void =>
    void smsc.close().then(() => {
      ledger.close();
      process.exit(0);
    });
  process.on('message', (message: ToJudge) => {
    if (message.type === 'status') tell({ type: 'status', ...smsc.status() });
    else if (message.type === 'lose-responses') smsc.loseResponses(message.holdMs);
    else if (message.type === 'admit-no-more') smsc.admitNoMore();
    else stop();
  });
  process.once('disconnect', stop);
  tell({ type: 'listening', port: smsc.port });
}

void main();
