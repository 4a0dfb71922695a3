import { compareSeverity, SEVERITIES } from "@watertight/core/findings";
import { counted } from "@watertight/reports/text";
import type { Arguments } from "../../../command.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import type { Gathered } from "./gather.ts";
import type { Session } from "./session.ts";

/** Detections at or above the threshold end with 1; lines that could not be read with 3. */
export function endingOf(groups: readonly Gathered[], session: Session, args: Arguments): Ending {
  const given = args.value("fail-on") ?? "high";
  const failOn = SEVERITIES.find((each) => each === given);
  const count =
    failOn === undefined
      ? 0
      : groups.filter(({ severity }) => compareSeverity(severity, failOn) >= 0).length;
  if (failOn !== undefined && count > 0) {
    const which = failOn === "critical" ? failOn : `${failOn} or worse`;
    const is = count === 1 ? "is" : "are";
    return ended(`${counted(count, "detection")} ${is} ${which} (--fail-on ${failOn}).`);
  }
  const { notRead } = session.counts;
  if (notRead === 0) return CLEAN;
  return endedIncomplete(`${counted(notRead, "line")} could not be read as audit events.`);
}
