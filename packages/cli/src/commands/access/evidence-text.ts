import { type Grant, proofOfGrant } from "@watertight/core/access";
import { headingOf } from "@watertight/core/findings";
import { type Evidence, fieldText, isOfFacts, type Snapshot } from "@watertight/core/snapshot";
import { subjectText } from "@watertight/reports/access";
import { positionIn } from "@watertight/reports/text";

/** `file:line:column` of evidence, where the input has the object. */
export interface Locate {
  (evidence: Evidence): string | undefined;
  /** What people call the field. */
  readonly fieldOf: (evidence: Evidence) => string;
}

/** `file:line:column` of a field, where the input has the object, and its name. */
export function createLocator(snapshot: Snapshot): Locate {
  const fieldOf: Locate["fieldOf"] = ({ object, path }) => fieldText(snapshot.find(object), path);
  return Object.assign((evidence: Evidence) => positionIn(snapshot, evidence), { fieldOf });
}

/** `RoleBinding shop/b subjects[0]: names User ann (a.yaml:3:5)`. */
export function evidenceText(evidence: Evidence, locate: Locate): string {
  const { object, message } = evidence;
  const position = locate(evidence);
  const place = position === undefined ? "" : ` (${position})`;
  return `${headingOf(object)} ${locate.fieldOf(evidence)}: ${message}${place}`;
}

/** `by RoleBinding shop/b of Role shop/r, rules[0] (a.yaml:7:3)`. */
export function grantText(grant: Grant, locate: Locate): string {
  const { binding, role, rule } = grant;
  const proof = proofOfGrant(grant);
  // What the cloud gives stands where that says it, and in no role of the input.
  const evidence = isOfFacts(binding.object.object) ? proof[0] : proof.at(-1);
  const source = role.sources[rule];
  const from =
    source && source.reference.name !== role.name
      ? `, aggregated from ${source.reference.name}`
      : "";
  const position = evidence && locate(evidence);
  const place = position === undefined ? "" : ` (${position})`;
  return `by ${headingOf(binding.object.reference)} of ${subjectText(role)}, rules[${rule}]${from}${place}`;
}
