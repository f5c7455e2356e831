import type { Event, EventOf, SealedText, TimerName } from '@mscore/contracts';
import { sealedLength } from '@mscore/contracts/crypto';
import { isoTime } from '@mscore/ports';
import { statusName } from '@mscore/smpp';
import type { SubmissionView } from '@mscore/smpp-connector';

/** One thing that happened to a message. */
export interface TimelineEntry {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** One word or two. */
  readonly what: string;
  /** The text or the request it happened to. */
  readonly id: string;
  /** Plain words; neither number nor text. */
  readonly detail: string;
}

/** What the log and the submissions say about a message, oldest first. */
export function entriesOf(
  events: readonly Event[],
  submissions: ReadonlyMap<string, SubmissionView>,
): readonly TimelineEntry[] {
  const segments = (request: string): number | undefined => submissions.get(request)?.parts?.length;
  const asked = new Set(events.filter(({ type }) => type === 'message.requested').map(({ id }) => id));
  const entriesOfRank = (rank: number) =>
    events.filter((event) => rankOf(event) === rank).flatMap((event) => eventEntry(event, segments) ?? []);
  const entries = [
    ...entriesOfRank(0),
    ...entriesOfRank(1),
    ...[...submissions].flatMap(([id, submission]) => historyEntries(id, submission, asked.has(id))),
    ...entriesOfRank(2),
  ];
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Of what happened at the same moment, causes come first: 0 brings requests about, 1 is one, 2 tells what became of it. */
function rankOf(event: Event): number {
  switch (event.type) {
    case 'message.received':
    case 'conversation.due':
    case 'invitation.requested':
    case 'dossier.answered':
    case 'case.updated':
    case 'score.answered':
      return 0;
    case 'message.accepted':
    case 'message.delivered':
    case 'message.failed':
      return 2;
    default:
      return 1;
  }
}

function eventEntry(event: Event, segments: (request: string) => number | undefined): TimelineEntry | undefined {
  const entry = (what: string, id: string, ...details: readonly (string | undefined)[]): TimelineEntry => ({
    at: event.redriven ?? event.at,
    what: event.redriven === undefined ? what : `${what} again`,
    id,
    detail: details.filter((detail) => detail !== undefined && detail !== '').join(', '),
  });
  switch (event.type) {
    case 'message.received':
      return entry('received', event.id, `by ${event.data.link}`, ...receivedDetails(event));
    case 'message.requested': {
      const { text, lane, link, expires } = event.data;
      return entry('asked', event.id, `${lane} by ${link}`, redactedText(text, segments(event.id)), `until ${expires}`);
    }
    case 'message.withdrawn':
      return entry('taken back', event.data.request);
    case 'message.accepted':
      return entry('told', event.data.request, 'accepted by the network');
    case 'message.delivered':
      return entry('told', event.data.request, 'delivered');
    case 'message.failed':
      return entry('told', event.data.request, `failed: ${event.data.reason}`, ...failedDetails(event));
    case 'conversation.due':
      return entry('timer', event.id, timers[event.data.timer]);
    case 'invitation.requested': {
      const { survey, notBefore, person } = event.data;
      return entry(
        'to be asked',
        event.id,
        `survey ${survey}`,
        `not before ${notBefore}`,
        ...(person ? [] : ['no mobile']),
      );
    }
    case 'dossier.answered':
      return entry('answered', event.id, `about dossiers: ${event.data.answer.kind}`);
    case 'case.updated':
      return entry('answered', event.id, `about case ${event.data.case}: ${event.data.state}`);
    case 'score.answered':
      return entry('answered', event.id, event.data.score === undefined ? 'no such score' : 'about a score');
    case 'event.dead':
      return entry(
        'dead',
        event.data.event.id,
        `${event.data.group}: ${event.data.error}`,
        `mscore dead show ${event.id}`,
      );
    default:
      return undefined;
  }
}

const timers: Readonly<Record<TimerName, string>> = {
  parts: 'a long text is taken without the parts that are missing',
  reminder: 'the waiting question is said again',
  expiry: 'nobody answered',
  invitation: 'a waiting invitation is tried',
  notice: 'a step of a case is told',
};

function receivedDetails({ data }: EventOf<'message.received'>): readonly (string | undefined)[] {
  const { text, undecoded, part, person, repeatOf, doubtful } = data;
  return [
    text === undefined ? undefined : redactedText(text, 1),
    undecoded && `its bytes fit no alphabet (data_coding ${undecoded.dataCoding})`,
    part && `part ${part.part} of ${part.total}`,
    repeatOf && `redelivery of ${repeatOf}`,
    doubtful && 'or an honest answer in the same words',
    person ? undefined : 'sent by no person',
  ];
}

const failedDetails = ({ data }: EventOf<'message.failed'>): readonly (string | undefined)[] => [
  data.status === undefined ? undefined : statusName(data.status),
  data.stat && `receipt ${data.stat}`,
  data.err && `error ${data.err}`,
];

/** How long a text is, without it: `[text, 143 characters, 1 segment]`. */
function redactedText(text: SealedText, segments: number | undefined): string {
  const length = sealedLength(text);
  const parts = segments === undefined ? '' : `, ${segments} segment${segments === 1 ? '' : 's'}`;
  return `[text, ${length} character${length === 1 ? '' : 's'}${parts}]`;
}

/** What the connector noted; of a submission without notes, its end. The log knows more of what was asked than a note. */
function historyEntries(id: string, submission: SubmissionView, asked: boolean): readonly TimelineEntry[] {
  const { history, settledAt, state, status } = submission;
  if (history !== undefined) {
    return history
      .filter(([, what]) => what !== 'requested' || !asked)
      .map(([at, what, detail = '']) => ({ at: isoTime(at), what, id, detail }));
  }
  if (settledAt === undefined) return [];
  return [{ at: settledAt, what: state, id, detail: status === undefined ? '' : statusName(status) }];
}
