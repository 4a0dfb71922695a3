import type { Severity } from "../../findings/finding.ts";
import { type CapabilityGrant, capabilityGrantOf } from "../../node-escape/capabilities.ts";
import type { Reach } from "../../node-escape/model.ts";

/** How the checks weigh what a field gives of its node. */
export const SEVERITY_OF_REACH: Readonly<Record<Reach, Severity>> = {
  node: "critical",
  part: "high",
  trace: "medium",
};

/** What an added capability gives of the node where that is more than a trace; then it has a check of its own. */
export function dangerOf(capability: string): CapabilityGrant | undefined {
  const grant = capabilityGrantOf(capability);
  return grant?.reach === "trace" ? undefined : grant;
}
