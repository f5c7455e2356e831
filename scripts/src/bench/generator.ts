import type { Socket } from 'node:net';
import { LOGIN } from '../processes/gateway';
import { listenForBinds } from '../wire/listen';
import { type RunningJob, runJob } from './job';
import type { FromGenerator, ToGenerator } from './messages';
import { createPhones } from './phones';

/** The load generator in its own process: a message centre that texts as asked and takes the time. */
async function main(): Promise<void> {
  const phones = createPhones(Number(process.argv[2]));
  let bound: Socket | undefined;
  let job: RunningJob | undefined;
  const tell = (message: FromGenerator): void => void process.send?.(message);

  const server = await listenForBinds({
    ...LOGIN,
    onBound(socket) {
      bound = socket;
      tell({ type: 'bound' });
    },
    onEnd() {
      bound = undefined;
    },
    onPdu: (_, pdu) => job?.onPdu(pdu),
    onRead: () => job?.onRead(),
    onMalformed: () => undefined,
  });
  process.on('message', (message: ToGenerator) => {
    if (message.type === 'stop') process.exit(0);
    job = runJob(message, phones, (pdu) => void bound?.write(pdu));
    void job.result.then((result) => {
      job = undefined;
      tell({ type: 'result', ...result });
    });
  });
  process.once('disconnect', () => process.exit(0));
  tell({ type: 'listening', port: server.port });
}

void main();
