import { policyOf } from '../policy';
import type { Problem } from '../problem';
import type { Survey } from '../survey';

/** The day has hours in which texts may be sent, and reminders come one after the other before the expiry. */
export function checkPolicy(survey: Survey): readonly Problem[] {
  const { sendHours, reminders, expireHoursAfterLastPrompt: expiry } = policyOf(survey);
  const { from, to } = sendHours;
  return [
    ...(from < to
      ? []
      : [{ path: '/policy/sendHours', message: `nothing could be sent: ${from} is not before ${to}` }]),
    ...reminders.flatMap(({ afterHours }, at) => {
      const path = `/policy/reminders/${at}/afterHours`;
      const before = reminders[at - 1]?.afterHours ?? 0;
      if (afterHours <= before)
        return [{ path, message: `a reminder after ${afterHours} h follows one after ${before} h` }];
      return afterHours < expiry
        ? []
        : [{ path, message: `a reminder after ${afterHours} h never comes: the response expires after ${expiry} h` }];
    }),
  ];
}
