import {
  type AccessRequest,
  type AccessSubject,
  type AllowedSubject,
  type Authorizer,
  type Grant,
  isPartOfKubernetes,
  proofOfGrant,
} from "@watertight/core/access";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Evidence, Snapshot } from "@watertight/core/snapshot";
import { counted } from "../../../formats/words.ts";
import { sanitize } from "../../../terminal/sanitize.ts";
import { createLocator } from "../can-i/text.ts";
import { requestText } from "../question.ts";
import { grantJson, requestJson, subjectJson } from "../rbac-json.ts";
import { createGroups, type Groups } from "./groups.ts";

export interface WhoCanOptions {
  readonly format: "text" | "json";
  readonly expandGroups: boolean;
  readonly showSystem: boolean;
}

/** `access who-can`: the subjects with the bindings, roles and rules that allow it. */
export function reportWhoCan(
  request: AccessRequest,
  authorizer: Authorizer,
  snapshot: Snapshot,
  { format, expandGroups, showSystem }: WhoCanOptions,
): string {
  const all = authorizer.whoCan(request);
  const nodes = authorizer.nodesThatCan(request);
  const premises = authorizer.premises(
    all.flatMap(({ grants }) => grants.map(({ binding }) => binding)),
  );
  const groups = expandGroups ? createGroups(snapshot, authorizer) : undefined;
  if (format === "json") {
    const subjects = all.map((allowed) => allowedJson(allowed, groups));
    const answer = { request: requestJson(request), subjects, nodes, assumptions: premises };
    return `${stringifyJson(answer)}\n`;
  }
  const shown = showSystem ? all : all.filter(({ subject }) => !isPartOfKubernetes(subject));
  const locate = createLocator(snapshot);
  const folded = all.length - shown.length;
  const lines = [
    `who can ${requestText(request)}:`,
    ...(shown.length === 0 ? ["  nobody else"] : []),
    ...shown.flatMap((allowed) => allowedLines(allowed, groups, locate)),
    ...(nodes.length === 0 ? [] : [`  the kubelets of nodes ${nodes.join(", ")}`]),
    ...(folded === 0
      ? []
      : [`  and ${counted(folded, "subject")} of Kubernetes itself; --show-system lists them`]),
    "assuming:",
    ...premises.map((premise) => `  ${premise}`),
  ];
  return `${lines.map(sanitize).join("\n")}\n`;
}

function allowedJson({ subject, grants }: AllowedSubject, groups: Groups | undefined): JsonObject {
  return {
    ...subjectJson(subject),
    grants: grants.map(grantJson),
    ...(groups && subject.kind === "Group" ? { members: groups.membersOf(subject.name) } : {}),
  };
}

function allowedLines(
  { subject, grants }: AllowedSubject,
  groups: Groups | undefined,
  locate: (evidence: Evidence) => string | undefined,
): readonly string[] {
  const members = groups && subject.kind === "Group" ? groups.membersOf(subject.name) : [];
  return [
    `  ${subjectText(subject)}`,
    ...(grants.length === 0 ? ["    always: the API server asks nobody"] : []),
    ...grants.map((grant) => `    ${grantText(grant, locate)}`),
    ...members.map((member) => `    member ${member}`),
  ];
}

/** `ServiceAccount shop/web`. */
export function subjectText({
  kind,
  namespace,
  name,
}: Pick<AccessSubject, "kind" | "namespace" | "name">): string {
  return `${kind} ${namespace === "" ? name : `${namespace}/${name}`}`;
}

/** `by RoleBinding shop/b of Role shop/r, rules[0] (a.yaml:7:3)`. */
export function grantText(
  grant: Grant,
  locate: (evidence: Evidence) => string | undefined,
): string {
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
