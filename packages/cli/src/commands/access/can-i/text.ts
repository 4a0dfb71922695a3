import type { AccessRequest, AccessUser, AccessVerdict } from "@watertight/core/access";
import { formatFieldPath, type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Evidence, Snapshot } from "@watertight/core/snapshot";
import { headingOf, keyOf, positionOf } from "../../../formats/words.ts";
import { sanitize } from "../../../terminal/sanitize.ts";
import { requestText } from "../question.ts";
import { proofJson, requestJson, statusJson } from "../rbac-json.ts";

/** A question of the command line and its answer. */
export interface AnsweredAccess {
  readonly user: AccessUser;
  readonly request: AccessRequest;
  readonly verdict: AccessVerdict;
  readonly incomplete: boolean;
}

/** `access can-i`: the verdict, and with `explain` what decides it and what it assumes. */
export function reportCanI(
  answered: AnsweredAccess,
  snapshot: Snapshot,
  format: "text" | "json",
  explain: boolean,
): string {
  const locate = createLocator(snapshot);
  if (format === "json") return `${stringifyJson(json(answered, locate))}\n`;
  const { user, request, verdict, incomplete } = answered;
  const head = `${verdict.verdict}: ${verdict.reason}`;
  if (!explain) return `${sanitize(head)}\n`;
  const groups = user.groups.length === 0 ? "" : ` (groups ${user.groups.join(", ")})`;
  const lines = [
    head,
    `  asked: ${requestText(request)} as ${user.name === "" ? "nobody by name" : user.name}${groups}`,
    ...(verdict.proof.length === 0 ? [] : ["  because:"]),
    ...verdict.proof.map((evidence) => `    ${evidenceText(evidence, locate)}`),
    "  assuming:",
    ...verdict.assumptions.map((assumption) => `    ${assumption}`),
    ...(incomplete ? ["    Some of the input could not be read; what it holds is not known."] : []),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

type Locate = (evidence: Evidence) => string | undefined;

/** `file:line:column` of a field, where the input has the object. */
export function createLocator(snapshot: Snapshot): Locate {
  const objects = new Map(
    snapshot.objects.map((member) => [keyOf(member.reference), member] as const).reverse(),
  );
  return ({ object, path }) => {
    const member = objects.get(keyOf(object));
    return member && positionOf(member.origin.locate(path));
  };
}

/** `RoleBinding shop/b subjects[0]: names User ann (a.yaml:3:5)`. */
/** An object, a field of it, and what it says. */
export function evidenceText(evidence: Evidence, locate: Locate): string {
  const { object, path, message } = evidence;
  const position = locate(evidence);
  const place = position === undefined ? "" : ` (${position})`;
  return `${headingOf(object)} ${formatFieldPath(path)}: ${message}${place}`;
}

function json({ user, request, verdict }: AnsweredAccess, locate: Locate): JsonObject {
  return {
    verdict: verdict.verdict,
    reason: verdict.reason,
    user: { name: user.name, groups: user.groups },
    request: requestJson(request),
    status: statusJson(verdict.decision, ""),
    proof: proofJson(verdict.decision),
    evidence: verdict.proof.map((evidence) => ({
      object: headingOf(evidence.object),
      path: formatFieldPath(evidence.path),
      message: evidence.message,
      location: locate(evidence) ?? null,
    })),
    assumptions: verdict.assumptions,
  };
}
