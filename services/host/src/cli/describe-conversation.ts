import { shortSubscriber } from '@mscore/contracts';
import type { ConversationView, SessionView } from '../conversation-view';
import { localTime } from './local-time';
import { wrapped } from './wrapped';

/** Width of the names before what they say. */
const NAME_WIDTH = 14;

type Row = readonly [name: string, what: string] | undefined;

/** A conversation for the eye: what it stands at, in words and local time. */
export function describeConversation(view: ConversationView): string {
  const { session, closed, invitation, handled } = view;
  const rows: readonly Row[] = [
    ...Object.entries(view.optedOut ?? {}).map(
      ([on, at]): Row => ['opted out', `wants no surveys${on === '*' ? '' : ` on ${on}`} since ${localTime(at)}`],
    ),
    ['survey', session === undefined ? 'none is open' : describeSurvey(session)],
    session && ['question', describeQuestion(session)],
    closed && ['closed', `${closed.reason} at ${localTime(closed.at)}; ${stillReaching(closed.reason)}`],
    invitation && [
      'invitation',
      `to ${invitation.survey}, due ${localTime(invitation.dueAt)}, lapses ${localTime(invitation.lapsesAt)}`,
    ],
    ...view.notices.map(
      ({ case: of, state, dueAt }): Row => ['notice', `${of} ${state}, to be told ${localTime(dueAt)}`],
    ),
    view.judging === undefined ? undefined : ['judging', `a bare 1 or 2 says whether ${view.judging} is solved`],
    describeBefore(view),
    ...view.longTexts.map(
      (text): Row => ['long text', `${text.parts} of ${text.of} parts are here since ${localTime(text.since)}`],
    ),
    ...view.timers.map(({ timer, at }): Row => ['timer', `${timer} at ${localTime(at)}`]),
    [
      'handled',
      `${count(handled.events, 'event')}${handled.steps === undefined ? '' : ` in ${count(handled.steps, 'step')}`}` +
        (handled.last === undefined ? '' : `, the last at ${localTime(handled.last)}`),
    ],
    ...view.effects.map(({ cause, effects }): Row => ['last effects', `${effects.join(', ')} (of ${cause})`]),
  ];
  const lines = rows.flatMap((row) => (row === undefined ? [] : describeRow(row)));
  return [`subscriber ${shortSubscriber(view.subscriber)}`, ...lines, ''].join('\n');
}

function describeRow([name, what]: readonly [string, string]): readonly string[] {
  const [first = '', ...others] = wrapped(what, NAME_WIDTH + 2);
  return [`  ${name.padEnd(NAME_WIDTH)}${first.trimStart()}`, ...others];
}

const describeSurvey = ({ survey, origin, language, answered, consented }: SessionView): string =>
  `${survey}, ${origin}, in ${language}, ${consented ? 'agreed to' : 'not agreed to yet'}, ${count(answered, 'item')} answered`;

function describeQuestion({ question, askedAt, epoch, tries, of, reminded }: SessionView): string {
  const since = askedAt === undefined ? '' : `, asked ${localTime(askedAt)}`;
  const again = reminded === 0 ? '' : `, reminded ${count(reminded, 'time')}`;
  const lost = `${tries}${of === undefined ? '' : ` of ${of}`} tries lost`;
  return `${question}${since}${again}, ${lost}, epoch ${epoch}`;
}

function describeBefore({ endedResponses, invitedAt, sent, started, usageTold, language }: ConversationView): Row {
  const words = [
    endedResponses === 0 ? undefined : `${count(endedResponses, 'response')} ended`,
    language === undefined ? undefined : `chose the language ${language}`,
    invitedAt === undefined ? undefined : `invited ${localTime(invitedAt)}`,
    sent === undefined ? undefined : `${count(sent.count, 'text')} sent since ${localTime(sent.since)}`,
    started === undefined ? undefined : `${started.count} of them started by us since ${localTime(started.since)}`,
    usageTold === 0 ? undefined : `usage told ${count(usageTold, 'time')} in a day`,
  ].filter((word) => word !== undefined);
  return words.length === 0 ? undefined : ['before', words.join(', ')];
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** What of the citizen's may still change a response that has ended. */
const stillReaching = (reason: string): string =>
  reason === 'expired' ? 'a late answer may still take it up' : 'its last answer may be corrected within the minute';
