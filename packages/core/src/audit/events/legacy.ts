import type { AuditEvent } from "./event.ts";
import { NOBODY } from "./event.ts";
import { targetOf } from "./kubernetes-event.ts";
import { requestOfPath } from "./request-path.ts";

/** What stands between a name and its value in quotes, where `\"` is no end. */
const FIELD = /([a-zA-Z-]+)="((?:[^"\\]|\\.)*)"/g;
const LINE = /^(\S+) AUDIT: id="/;
/** What the format writes for no impersonation. */
const NOT_IMPERSONATED: ReadonlySet<string> = new Set(["", "<self>"]);

/**
 * A line of `--audit-log-format=legacy` (staging/src/k8s.io/apiserver/pkg/audit/format.go, EventString), which has no bodies, resources or
 * annotations: verb and resource are read from the path. Undefined where a line is none.
 */
export function legacyEvent(line: string): AuditEvent | undefined {
  const time = LINE.exec(line)?.[1];
  if (time === undefined) return undefined;
  const fields = new Map<string, string>();
  for (const [, name = "", value = ""] of line.matchAll(FIELD)) {
    fields.set(name, value.replace(/\\(.)/g, "$1"));
  }
  const field = (name: string): string => fields.get(name) ?? "";
  const as = field("as");
  const { verb, objectRef } = requestOfPath(field("uri"), field("method"));
  return {
    auditID: field("id"),
    level: "Metadata",
    stage: field("stage"),
    verb,
    requestURI: field("uri"),
    user: { ...NOBODY, username: field("user"), groups: groupsIn(field("groups")) },
    impersonatedUser: NOT_IMPERSONATED.has(as)
      ? undefined
      : { ...NOBODY, username: as, groups: groupsIn(field("asgroups")) },
    sourceIPs: field("ip") === "" ? [] : [field("ip")],
    userAgent: field("user-agent"),
    objectRef,
    code: Number(field("response")) || 0,
    reason: "",
    message: "",
    requestObject: undefined,
    responseObject: undefined,
    requestReceivedTimestamp: time,
    stageTimestamp: time,
    annotations: {},
    source: { envelope: "legacy", cluster: "" },
    truncated: false,
    inferred: ["level", "verb", "objectRef"],
    enrichment: undefined,
    target: targetOf(objectRef),
  };
}

/** `"a","b"`, whose quotes were escaped once more. */
function groupsIn(text: string): readonly string[] {
  return text
    .split(",")
    .map((each) => each.replaceAll('"', "").trim())
    .filter((each) => each !== "" && each !== "<none>" && each !== "<lookup>");
}
