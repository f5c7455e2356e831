import type { GatewayError, Log } from '@mscore/ports';
import type { Gateway } from '../gateway';

/** Time to drain before the watchdog ends the process (P7: within 30 s). */
const STOP_MS = 25_000;
const WATCHDOG_MS = 29_000;

/**
 * Starts a gateway and waits until SIGTERM, SIGINT or a fatal fault ends it; then drains it. A second signal, or a
 * drain that does not end, ends the process at once: everything acknowledged is on disk at any moment.
 * @returns the exit code
 */
export async function untilStopped(
  log: Log,
  startUp: (onFatal: (error: GatewayError) => void) => Promise<Gateway>,
): Promise<number> {
  let end: (why: { readonly signal?: string; readonly fatal?: GatewayError }) => void = () => {};
  const ended = new Promise<{ readonly signal?: string; readonly fatal?: GatewayError }>((resolve) => {
    end = resolve;
  });
  let signals = 0;
  const onSignal = (signal: NodeJS.Signals): void => {
    signals += 1;
    if (signals > 1) process.exit(1);
    end({ signal });
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  // A bug somewhere: nothing after it can be trusted, and the supervisor starts a clean process.
  const onBug = (error: unknown): void => {
    log('error', 'bug', { error: error instanceof Error ? (error.stack ?? error.name) : 'not an Error' });
    process.exit(1);
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  const gateway = await startUp((fatal) => end({ fatal }));
  const why = await ended;
  log('info', 'gateway-stopping', { ...(why.signal === undefined ? {} : { signal: why.signal }) });
  const watchdog = setTimeout(() => {
    log('error', 'watchdog', { ms: WATCHDOG_MS });
    process.exit(1);
  }, WATCHDOG_MS);
  const clean = await gateway.stop(STOP_MS);
  clearTimeout(watchdog);
  log('info', 'gateway-stopped', { state: clean ? 'clean' : 'overdue' });
  process.off('SIGTERM', onSignal);
  process.off('SIGINT', onSignal);
  return why.fatal === undefined && clean ? 0 : 1;
}
