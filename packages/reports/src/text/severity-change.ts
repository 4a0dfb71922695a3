import { SEVERITIES, type Severity, type SeverityStep } from "@watertight/core/findings";

/** `raised from high: the internet reaches TCP 80 by Service shop/web (…)`, of a severity that is not its check's own. */
export function changeText(severity: Severity, steps: readonly SeverityStep[]): string {
  const sum = Math.sign(steps.reduce((total, { change }) => total + change, 0));
  const reasons = steps.map(({ because }) => because).join("; ");
  const before = SEVERITIES[SEVERITIES.indexOf(severity) - sum];
  if (sum === 0 || before === undefined) return `${severity} all the same: ${reasons}`;
  return `${sum > 0 ? "raised" : "lowered"} from ${before}: ${reasons}`;
}
