/**
 * When and how often a survey speaks first, and how long it listens. Versions published before a field existed do not
 * have it: read it through {@link policyOf}.
 */
export interface Policy {
  /** Replies a node may fail to understand before it gives up on the item. */
  readonly tries: number;
  /** Hours from the event an invitation is about until it may be sent. */
  readonly inviteDelayHours?: number;
  /** When texts that we start may be sent, local time `HH:MM`, `to` excluded. Replies go at any hour. */
  readonly sendHours?: SendHours;
  /** Days on which no text that we start is sent. */
  readonly blockedDays?: 'public-holidays' | 'none';
  /** When the waiting question is repeated, counted from its first prompt. */
  readonly reminders?: readonly Reminder[];
  /** Hours of silence after the last prompt, a reminder included, that end the response. */
  readonly expireHoursAfterLastPrompt?: number;
  /** Seconds within which another value replaces the answer just given. */
  readonly correctionSeconds?: number;
  /** Days after the expiry for which an answer still counts, flagged as late. */
  readonly lateAnswerDays?: number;
  /** Days after which an invitation that could not be sent is not sent any more. */
  readonly invitationLapsesDays?: number;
  /** Days within which a person is invited once. */
  readonly invitationEveryDays?: number;
  /** Texts that we start, to one person in 24 hours, outside a running dialogue. */
  readonly startedPerDay?: number;
}

/** A part of the day, local time. */
export interface SendHours {
  /** `HH:MM`, the first minute. */
  readonly from: string;
  /** `HH:MM`, the first minute after it. */
  readonly to: string;
}

export interface Reminder {
  readonly afterHours: number;
}

/** What holds where a version says nothing. */
export const defaultPolicy: Omit<Required<Policy>, 'tries'> = {
  inviteDelayHours: 24,
  sendHours: { from: '08:00', to: '20:00' },
  blockedDays: 'public-holidays',
  reminders: [{ afterHours: 24 }],
  expireHoursAfterLastPrompt: 72,
  correctionSeconds: 60,
  lateAnswerDays: 14,
  invitationLapsesDays: 7,
  invitationEveryDays: 30,
  startedPerDay: 3,
};

const complete = new WeakMap<object, Required<Policy>>();

/** A survey's policy, with the defaults where its version says nothing. The same object for the same survey. */
export function policyOf(survey: { readonly policy: Policy }): Required<Policy> {
  let policy = complete.get(survey);
  if (policy === undefined) {
    policy = Object.freeze({ ...defaultPolicy, ...survey.policy });
    complete.set(survey, policy);
  }
  return policy;
}
