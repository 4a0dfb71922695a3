import { type Grant, proofOfGrant } from "@watertight/core/access";
import { headingOf } from "@watertight/core/findings";
import { formatFieldPath } from "@watertight/core/kubernetes";
import type { Evidence, Snapshot } from "@watertight/core/snapshot";
import { subjectText } from "@watertight/reports/access";
import { positionIn } from "@watertight/reports/text";

/** `file:line:column` of evidence, where the input has the object. */
export type Locate = (evidence: Evidence) => string | undefined;

/** `file:line:column` of a field, where the input has the object. */
export function createLocator(snapshot: Snapshot): Locate {
  return (evidence) => positionIn(snapshot, evidence);
}

/** `RoleBinding shop/b subjects[0]: names User ann (a.yaml:3:5)`. */
export function evidenceText(evidence: Evidence, locate: Locate): string {
  const { object, path, message } = evidence;
  const position = locate(evidence);
  const place = position === undefined ? "" : ` (${position})`;
  return `${headingOf(object)} ${formatFieldPath(path)}: ${message}${place}`;
}

/** `by RoleBinding shop/b of Role shop/r, rules[0] (a.yaml:7:3)`. */
export function grantText(grant: Grant, locate: Locate): string {
  const { binding, role, rule } = grant;
  const evidence = proofOfGrant(grant).at(-1);
  const source = role.sources[rule];
  const from =
    source && source.reference.name !== role.name
      ? `, aggregated from ${source.reference.name}`
      : "";
  const position = evidence && locate(evidence);
  const place = position === undefined ? "" : ` (${position})`;
  return `by ${subjectText(binding)} of ${subjectText(role)}, rules[${rule}]${from}${place}`;
}
