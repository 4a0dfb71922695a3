import type { AuditEvent } from "./event.ts";
import { NOBODY } from "./event.ts";
import { targetOf } from "./kubernetes-event.ts";
import { requestOfPath } from "./request-path.ts";

const BEHIND_TIME = ' AUDIT: id="';
/** More than any time has. */
const LONGEST_TIME = 64;
const LONGEST_NAME = 64;
/** What the format writes for no impersonation. */
const NOT_IMPERSONATED: ReadonlySet<string> = new Set(["", "<self>"]);

/**
 * A line of `--audit-log-format=legacy` (staging/src/k8s.io/apiserver/pkg/audit/format.go, EventString), which has no bodies, resources or
 * annotations: verb and resource are read from the path. Undefined where a line is none.
 */
export function legacyEvent(line: string): AuditEvent | undefined {
  const time = timeOf(line);
  if (time === undefined) return undefined;
  const fields = new Map(fieldsOf(line));
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

function timeOf(line: string): string | undefined {
  const head = line.slice(0, LONGEST_TIME + BEHIND_TIME.length);
  const time = head.slice(0, Math.max(0, head.indexOf(BEHIND_TIME)));
  return /^\S+$/.test(time) ? time : undefined;
}

/** `name="value"`, where `\"` is no end. Looked for by steps: a pattern that repeats over a value of megabytes overflows the stack. */
function* fieldsOf(line: string): Generator<readonly [name: string, value: string]> {
  let at = 0;
  for (;;) {
    const equals = line.indexOf('="', at);
    if (equals < 0) return;
    const [name] =
      /[a-zA-Z-]+$/.exec(line.slice(Math.max(at, equals - LONGEST_NAME), equals)) ?? [];
    const end = name === undefined ? equals : endOfQuoted(line, equals + 2);
    if (end < 0) return;
    if (name !== undefined) yield [name, unescaped(line.slice(equals + 2, end))];
    at = end + 1;
  }
}

/** Where a value ends that begins at an index: at a quote that no backslash is before. */
function endOfQuoted(line: string, begin: number): number {
  let end = line.indexOf('"', begin);
  while (end >= 0 && isEscaped(line, begin, end)) end = line.indexOf('"', end + 1);
  return end;
}

function isEscaped(line: string, begin: number, quote: number): boolean {
  let first = quote;
  while (first > begin && line[first - 1] === "\\") first -= 1;
  return (quote - first) % 2 === 1;
}

function unescaped(value: string): string {
  return value.replace(/\\(.)/g, "$1");
}

/** `"a","b"`, whose quotes were escaped once more. */
function groupsIn(text: string): readonly string[] {
  return text
    .split(",")
    .map((each) => each.replaceAll('"', "").trim())
    .filter((each) => each !== "" && each !== "<none>" && each !== "<lookup>");
}
