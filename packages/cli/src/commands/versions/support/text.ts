import type { SupportTerm } from "@watertight/core/versions";

/** The terms of one minor on one line. */
export function lineOf({
  provider,
  minor,
  state,
  daysLeft,
  newestPatch,
  ...days
}: SupportTerm): string {
  const until = days.extendedUntil ?? days.supportedUntil;
  const standard =
    days.extendedUntil === null ? "" : `, without a longer term until ${days.supportedUntil}`;
  const left = daysLeft === null || daysLeft < 0 ? "" : ` (${daysLeft} days)`;
  const patch = newestPatch === null ? "" : `, newest ${newestPatch}`;
  const what = until === null ? "nothing is known" : `until ${until}${left}${standard}${patch}`;
  return `${minor.padEnd(5)} ${provider.padEnd(9)} ${state.padEnd(12)} ${what}`;
}
