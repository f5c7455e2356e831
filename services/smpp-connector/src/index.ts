import { type Event, type EventOf, outboxTopic, problemOf } from '@mscore/contracts';
import { isoTime, PoisonEvents, type Service, type Subscription } from '@mscore/ports';
import { deleteUpTo } from './delete-up-to';
import type { SmppConnectorDeps } from './deps';
import { errorName } from './domain/error-name';
import { LinkGroups } from './domain/link-groups';
import type { Submission } from './domain/submission';
import { createIdentities } from './identities';
import { createLink, type RunningLink } from './link';
import type { LinkStatus } from './link-status';
import { createReceipts } from './receipts';
import { recoverLastSent } from './recover-last-sent';
import { createReferences } from './references';
import { KEPT_DAYS, OWNER, submissionsSpec } from './submissions';
import { recoverSuspects } from './suspects';

export { type CountryCode, isSupportedCountry } from 'libphonenumber-js/mobile';
export { addressFields, numberTyped } from './addresses';
export type { SmppConnectorDeps } from './deps';
export { type Link, type LinkConfig, type ParsedLinks, parseLinks } from './domain/links';
export { genericProfile, type IdDialect, type LinkProfile, type PartialProfile } from './domain/profile';
export type { BindStatus, LinkState, LinkStatus } from './link-status';
export { loadLinks } from './load-links';
export { createMessageIdFinder, type FindByMessageId } from './read-message-ids';
export { createSubmissionReader, type ReadSubmissions, type SubmissionView } from './read-submissions';

/** The connector as the host runs it. */
export interface SmppConnector extends Service {
  links(): readonly LinkStatus[];
}

const GROUP = 'smpp-connector';
const BATCH = 200;
const PURGE_EVERY_MS = 3_600_000;

/** Speaks SMPP to the network: journals what comes in before it answers, submits what the outbox asks for. */
export function createSmppConnector(deps: SmppConnectorDeps): SmppConnector {
  const submissions = deps.store.scope(OWNER).collection<Submission>(submissionsSpec);
  const groups = new LinkGroups();
  const references = createReferences(deps.store, deps.random);
  const receipts = createReceipts(deps, {
    submissions,
    onDelivered: (_link, subscriber, request) => groups.lastSent.delivered(subscriber, request),
  });
  const identify = createIdentities(deps.keys, deps.country);
  const running: RunningLink[] = [];
  const subscriptions: Subscription[] = [];
  let cancelPurge: (() => void) | undefined;
  let started = false;

  /** Links are opened last: nobody can send before what earlier runs left is known, nor be judged by half the suspects. */
  async function start(): Promise<void> {
    for (const link of deps.links) {
      const recovered = await recoverSuspects(deps, link);
      running.push(createLink(deps, link, { submissions, references, receipts, groups, recovered, identify }));
    }
    await recoverLastSent(submissions, groups.lastSent, deps.clock.now());
    for (const { sender } of running) await sender.recover();
    await receipts.start();
    for (const { sender, name } of running) {
      subscriptions.push(
        await deps.bus.subscribe({
          topic: outboxTopic(name),
          group: GROUP,
          maxBatch: BATCH,
          handle: async (batch) => {
            const { requested, withdrawn } = ordersOf(batch);
            await sender.accept(requested);
            // Of one number: whatever is taken back was asked for before.
            await sender.withdraw(withdrawn);
          },
        }),
      );
    }
    for (const link of running) link.open();
    started = true;
    schedulePurge();
  }

  function schedulePurge(): void {
    cancelPurge = deps.clock.after(PURGE_EVERY_MS, () => {
      void purge().then(schedulePurge, (error: unknown) => {
        deps.log('error', 'purge-failed', { error: errorName(error) });
        schedulePurge();
      });
    });
  }

  /** Outcomes older than their keeping time are deleted, a page at a time. */
  async function purge(): Promise<void> {
    await references.purge(deps.clock.now());
    await deleteUpTo(submissions, 'settled', isoTime(deps.clock.now() - KEPT_DAYS * 86_400_000));
  }

  async function stop(withinMs: number): Promise<void> {
    cancelPurge?.();
    await Promise.all([receipts.stop(), ...subscriptions.map((subscription) => subscription.close())]);
    await Promise.all(running.map((link) => link.stop(withinMs)));
  }

  return {
    name: 'smpp-connector',
    start,
    stop,
    links: () => running.map((link) => link.status()),
    health: () => {
      const reasons = [
        ...(started ? [] : ['the links are not opened yet']),
        ...running
          .map((link) => link.status())
          .filter(({ state }) => state !== 'bound')
          .map(({ name, state, lastSetback }) => `link ${name} is ${state}${lastSetback ? ` (${lastSetback})` : ''}`),
        ...receipts.problems(),
        ...subscriptions
          .filter(({ state }) => state === 'stopped')
          .map(() => 'an outbox stopped: too many dead letters'),
      ];
      return { ready: reasons.length === 0, reasons };
    },
  };
}

/**
 * What a batch asks for. An event that is neither a request nor a withdrawal, or not well-formed, is set aside without
 * holding up the others.
 */
function ordersOf(batch: readonly Event[]): {
  readonly requested: readonly EventOf<'message.requested'>[];
  readonly withdrawn: readonly string[];
} {
  const requested: EventOf<'message.requested'>[] = [];
  const withdrawn: string[] = [];
  const poison: string[] = [];
  let reason = '';
  for (const event of batch) {
    const problem = problemOf(event);
    if (problem === undefined && event.type === 'message.requested') requested.push(event);
    else if (problem === undefined && event.type === 'message.withdrawn') withdrawn.push(event.data.request);
    else {
      poison.push(event.id);
      reason ||= problem ?? `unexpected type ${event.type}`;
    }
  }
  if (poison.length > 0) throw new PoisonEvents(poison, reason);
  return { requested, withdrawn };
}
