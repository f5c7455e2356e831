import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../processes/free-port';
import { until, within } from '../../processes/within';
import type { Play, ScenarioName, Setting } from '../scenario';
import { holeOf } from '../scripted/black-hole';
import { endedWell, objection } from '../scripted/play';
import { prepareStage, type Stage, secondsSince, untilMetric } from '../stage';
import { openSilentBearerbox } from './bearerbox';
import { type DriveSmpp, startDriveSmpp } from './process';

/** Its texts come from 456, which is nobody's number: no reply is due, and without replies it stops after 500. */
const MOST_TEXTS = 500;
const FEW_TEXTS = 5;
const RECEIVED = 'mscore_smpp_received_total';
const BOUND = 'mscore_smpp_link_bound';
const LONG_MS = 30_000;
const BACK_MS = 90_000;

interface Driven {
  readonly stage: Stage;
  /** As last started. */
  readonly drive: DriveSmpp;
  /** Starts the program again on the same port. */
  again(): Promise<void>;
}

/** drive_smpp knows no transceiver: the link is a pair of a transmitter and a receiver. */
async function startWith(
  setting: Setting,
  texts: number,
  more: {
    readonly fields?: Readonly<Record<string, unknown>>;
    readonly settings?: Readonly<Record<string, string>>;
  } = {},
): Promise<Driven> {
  setting.atEnd(await openSilentBearerbox());
  const port = await freePort();
  const log = join(setting.folder, 'drive_smpp.log');
  let drive: DriveSmpp | undefined;
  setting.atEnd(() => drive?.signal('SIGKILL'));
  const again = async (): Promise<void> => {
    drive = await startDriveSmpp({ port, log, texts });
  };
  await again();
  const fields = { bind: 'pair', shortCodes: ['123'], ...more.fields };
  const stage = await prepareStage(setting, { port, window: 50, tps: 100, fields }, more.settings);
  await stage.start();
  return {
    stage,
    get drive() {
      if (drive === undefined) throw new Error('drive_smpp was never started');
      return drive;
    },
    again,
  };
}

const bindAndUnbind: Play = async (setting) => {
  const { stage, drive } = await startWith(setting, FEW_TEXTS);
  await untilMetric(stage, LONG_MS, RECEIVED, (received) => received >= FEW_TEXTS);
  const ending = await within(LONG_MS, 'the end after SIGTERM', stage.gateway.kill('SIGTERM'));
  await within(LONG_MS, 'the end of drive_smpp', drive.ended);
  const [receivers, transmitters, unbinds] = (['bind_receiver', 'bind_transmitter', 'unbind'] as const).map(
    drive.heard,
  );
  return {
    said: `${receivers} receiver and ${transmitters} transmitter bound, ${unbinds} unbinds answered, exit ${ending.code}`,
    objections: [
      ...endedWell(ending),
      ...objection(receivers !== 1 || transmitters !== 1, 'the pair was not bound once each'),
      ...objection(unbinds !== 2, `${unbinds} of 2 sessions were ended by unbind`),
    ],
  };
};

const texts: Play = async (setting) => {
  const begin = performance.now();
  const { stage, drive } = await startWith(setting, 2 * MOST_TEXTS);
  await untilMetric(stage, LONG_MS, RECEIVED, (received) => received >= MOST_TEXTS);
  const seconds = secondsSince(begin);
  await until(LONG_MS, 'the last response', async () =>
    drive.heard('deliver_sm_resp') >= drive.sent() ? true : undefined,
  );
  const [received, ignored] = [await stage.metric(RECEIVED), await stage.metric('mscore_survey_ignored_total')];
  const ending = await within(LONG_MS, 'the end after SIGTERM', stage.gateway.kill('SIGTERM'));
  const answered = drive.heard('deliver_sm_resp');
  return {
    said: `${drive.sent()} in and ${answered} acknowledged in ${seconds} s, then it waits for replies; ${ignored} from 456, no person, none answered`,
    objections: [
      ...endedWell(ending),
      ...objection(drive.sent() !== MOST_TEXTS, `it sent ${drive.sent()} texts`),
      ...objection(received !== MOST_TEXTS, `${received} texts were counted as received`),
      ...objection(answered !== MOST_TEXTS, `${answered} texts were acknowledged`),
    ],
  };
};

/** The program ends with its session, and a new one begins its texts anew. */
const killGateway: Play = async (setting) => {
  const { stage, drive, again } = await startWith(setting, MOST_TEXTS);
  await within(LONG_MS, 'the first text', drive.firstText);
  await stage.gateway.kill('SIGKILL');
  await within(LONG_MS, 'the end of drive_smpp', drive.ended);
  const acknowledged = drive.heard('deliver_sm_resp');
  await again();
  const begin = performance.now();
  await stage.start();
  await untilMetric(stage, BACK_MS, RECEIVED, (received) => received >= MOST_TEXTS);
  const seconds = secondsSince(begin);
  const ending = await within(LONG_MS, 'the end after SIGTERM', stage.gateway.kill('SIGTERM'));
  return {
    said: `killed while its texts came, ${acknowledged} of ${MOST_TEXTS} acknowledged; its program ends with the session, the next one's ${MOST_TEXTS} were taken after ${seconds} s`,
    objections: endedWell(ending),
  };
};

const killPeer: Play = async (setting) => {
  const driven = await startWith(setting, MOST_TEXTS);
  const { stage, drive } = driven;
  await within(LONG_MS, 'the first text', drive.firstText);
  drive.signal('SIGKILL');
  await drive.ended;
  await untilMetric(stage, LONG_MS, BOUND, (bound) => bound === 0);
  const acknowledged = drive.heard('deliver_sm_resp');
  const before = await stage.metric(RECEIVED);
  await driven.again();
  const begin = performance.now();
  await untilMetric(stage, BACK_MS, RECEIVED, (received) => received >= before + MOST_TEXTS);
  const seconds = secondsSince(begin);
  const ending = await within(LONG_MS, 'the end after SIGTERM', stage.gateway.kill('SIGTERM'));
  return {
    said: `killed while its texts came, ${acknowledged} of ${MOST_TEXTS} acknowledged; bound again, and ${MOST_TEXTS} more taken within ${seconds} s`,
    objections: endedWell(ending),
  };
};

const blackHole: Play = async (setting) => {
  const { seconds, timers, settings } = holeOf(setting);
  const fields = { overrides: { timers } };
  const driven = await startWith(setting, FEW_TEXTS, { fields, settings });
  const { stage } = driven;
  await untilMetric(stage, LONG_MS, RECEIVED, (received) => received >= FEW_TEXTS);
  driven.drive.signal('SIGSTOP');
  const begin = performance.now();
  const noticing = untilMetric(stage, seconds * 1_000, BOUND, (bound) => bound === 0)
    .then(() => secondsSince(begin))
    .catch(() => undefined);
  const [noticed] = await Promise.all([noticing, delay(seconds * 1_000)]);
  const thawed = performance.now();
  driven.drive.signal('SIGCONT');
  if (noticed !== undefined) {
    // It reads the end of its first session, and with that its own.
    await within(LONG_MS, 'the end of drive_smpp', driven.drive.ended);
    await driven.again();
  }
  await untilMetric(stage, BACK_MS, BOUND, (bound) => bound > 0);
  const back = secondsSince(thawed);
  const ending = await within(LONG_MS, 'the end after SIGTERM', stage.gateway.kill('SIGTERM'));
  return {
    said: `${seconds} s: noticed after ${noticed ?? '-'} s, back ${back} s after its end`,
    objections: [
      ...endedWell(ending),
      ...objection(noticed === undefined, 'the gateway took the silent session for a living one'),
    ],
  };
};

/** What the program can be made to do, and why not where it cannot. */
export const drivePlays: Readonly<Record<ScenarioName, Play>> = {
  bind: bindAndUnbind,
  thousand: texts,
  long: { cannot: 'its texts are one number each, and it gets no replies' },
  receipts: { cannot: 'it sends none, and gives no ids' },
  killGateway,
  killPeer,
  throttling: { cannot: 'it takes every submit_sm, and gets none' },
  badPdus: { cannot: 'it writes no bytes but its own' },
  blackHole,
};
