import type { Metrics } from '@mscore/ports';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

type Kind = 'counter' | 'gauge';

interface Declaration {
  readonly kind: Kind;
  readonly help: string;
  readonly labels: readonly string[];
}

const counter = (help: string, ...labels: readonly string[]): Declaration => ({ kind: 'counter', help, labels });
const gauge = (help: string, ...labels: readonly string[]): Declaration => ({ kind: 'gauge', help, labels });

/** Every metric of the gateway. A service that names another has made a typing error, and hears of it. */
export const declaredMetrics: Readonly<Record<string, Declaration>> = {
  mscore_smpp_received_total: counter('Texts and receipts journalled and acknowledged.', 'link'),
  mscore_smpp_refused_total: counter('Texts refused for now because the journal did not take them.', 'link'),
  mscore_smpp_redelivered_total: counter('Texts recognised as redelivered.', 'link'),
  mscore_smpp_undecoded_total: counter('Texts whose bytes fit no alphabet; kept as they came.', 'link'),
  mscore_smpp_malformed_total: counter('Malformed PDUs, answered with an error.', 'link'),
  mscore_smpp_submitted_total: counter('submit_sm written to the network.', 'link'),
  mscore_smpp_settled_total: counter('Messages that ended, by outcome.', 'link', 'outcome'),
  mscore_smpp_resent_total: counter('Messages sent again because nobody knows whether they were out.', 'link'),
  mscore_smpp_deferred_total: counter('Messages the network put off.', 'link'),
  mscore_smpp_throttled_total: counter('submit_sm the network answered with "too fast".', 'link'),
  mscore_smpp_timeouts_total: counter('Requests without a response in time.', 'link'),
  mscore_smpp_receipts_total: counter('Delivery receipts, by what they say.', 'link', 'state'),
  mscore_smpp_receipts_matched_total: counter(
    'Receipts of our messages, by how they spell the id.',
    'link',
    'spelling',
  ),
  mscore_smpp_receipts_unnamed_total: counter('Receipts that name no message, dropped.', 'link'),
  mscore_smpp_receipts_unmatched: gauge('Receipts of the last 24 hours no message of ours is known for.', 'group'),
  mscore_smpp_receipts_unmatched_total: counter('Receipts given up after 24 hours without a message.', 'link'),
  mscore_smpp_delivery_total: counter('Messages settled by their receipts.', 'link', 'outcome'),
  mscore_smpp_receipts_asked: gauge('1 while replies ask for receipts (MSCORE_REPLY_REPORT).', 'link'),
  mscore_smpp_link_bound: gauge('1 while the link is bound, with both of its sessions where it is a pair.', 'link'),
  mscore_smpp_bind_refused_total: counter('Binds the message centre refused, by its status.', 'link', 'code'),
  mscore_smpp_window_open: gauge('Window slots taken.', 'link'),
  mscore_smpp_waiting: gauge('Messages waiting to be sent, in memory.', 'link'),
  mscore_smpp_unknown: gauge('Messages of unknown outcome, waiting to be sent again.', 'link'),
  mscore_smpp_put_off: gauge('Messages put off by the message centre, waiting to be sent again.', 'link'),
  mscore_smpp_link_state: gauge('1 for the state the link is in, 0 for the others.', 'link', 'state'),
  mscore_smpp_suspects_unsaved_total: counter('Times what may be delivered twice could not be saved.', 'link'),
  mscore_smpp_window_size: gauge('Unanswered submit_sm at most.', 'link'),
  mscore_smpp_on_wire: gauge('Submit_sm that wait for their response.', 'link'),
  mscore_smpp_rate_configured: gauge('Segments per second, as configured.', 'link'),
  mscore_smpp_rate_allowed: gauge('Segments per second, as the message centre allows now.', 'link'),
  mscore_smpp_throttle_pauses_total: counter('Pauses after the message centre said "too fast".', 'link'),
  mscore_smpp_round_trip_ms: gauge('Time of the last answers to submit_sm.', 'link', 'quantile'),
  mscore_smpp_slow: gauge('1 for what holds back the messages that wait.', 'link', 'reason'),
  mscore_smpp_receipts_dialect_mismatch: gauge(
    '1 for the dialect of message ids that receipts speak where the profile says another.',
    'link',
    'dialect',
  ),
  mscore_survey_turns_total: counter(
    'Messages, timers, invitations and answers of services handled, by what came of them.',
    'outcome',
  ),
  mscore_survey_replies_total: counter('Replies asked to be sent.'),
  mscore_survey_rerouted_total: counter('Replies whose link is gone, sent by the default one.'),
  mscore_survey_facts_total: counter('Survey facts published, by type.', 'type'),
  mscore_survey_requests_total: counter('What other services were asked, by type.', 'type'),
  mscore_survey_ignored_total: counter('Messages never answered, by reason.', 'reason'),
  mscore_survey_poisoned_total: counter('Messages that cannot be read and were set aside.'),
  mscore_survey_long_texts_total: counter(
    'Texts of several parts taken: joined, incomplete after five minutes, or late parts of one.',
    'outcome',
  ),
  mscore_survey_due_total: counter('Timers of conversations that came; a repetition counts again.'),
  mscore_survey_conflicts_total: counter('Conversations that changed while they were decided; decided again.'),
  mscore_results_facts_total: counter('Survey facts folded into responses, by type.', 'type'),
  mscore_results_responses_total: counter(
    'Responses that ended, by disposition; one that is reopened ends again.',
    'disposition',
  ),
  mscore_results_dropped_total: counter('People who were to be asked and were not, by reason.', 'reason'),
  mscore_bus_lag_events: gauge('Events published and not yet handled.', 'topic', 'group'),
  mscore_bus_stopped: gauge('1 while a group has stopped reading: too many of its events died.', 'topic', 'group'),
  mscore_dead_letters_open: gauge('Events that could not be handled, and were not sent again.', 'topic'),
  mscore_service_ready: gauge('1 while the service does its work.', 'service'),
  mscore_data_fault: gauge('1 while nothing can be written to the data folder.'),
  mscore_data_commits_total: counter('Transactions committed since start.'),
  mscore_data_writes_total: counter('Writes committed since start.'),
};

/** The process's metrics: what services count, and Node's own. */
export function createMetrics(): { readonly metrics: Metrics; readonly registry: Registry } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  for (const [name, { kind, help, labels }] of Object.entries(declaredMetrics)) {
    const options = { name, help, labelNames: [...labels], registers: [registry] };
    if (kind === 'counter') counters.set(name, new Counter(options));
    else gauges.set(name, new Gauge(options));
  }
  const metrics: Metrics = {
    count: (name, labels = {}, by = 1) => find(counters, name).inc(labels, by),
    gauge: (name, value, labels = {}) => find(gauges, name).set(labels, value),
  };
  return { metrics, registry };
}

function find<T>(declared: ReadonlyMap<string, T>, name: string): T {
  const found = declared.get(name);
  if (found === undefined) throw new RangeError(`undeclared metric: ${name}`);
  return found;
}
