import { millisecondsOf, timeText } from "../audit/events/time.ts";
import { hideSecrets } from "../detections/redact.ts";
import type { Severity } from "../findings/finding.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../kubernetes/json-fields.ts";

/** Where something was seen; "" where the sensor does not say. */
interface AlertPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly containerId: string;
  readonly image: string;
  readonly node: string;
  /** User of Kubernetes, where the alert is about the API. */
  readonly user: string;
}

/** What a sensor on a node saw. */
export interface RuntimeAlert extends AlertPlace {
  readonly sensor: "falco" | "sysdig" | "tetragon";
  /** `falco:Terminal shell in container`. */
  readonly rule: string;
  readonly severity: Severity;
  /** RFC 3339. */
  readonly time: string;
  readonly at: number | undefined;
  /** A clause without values of secrets. */
  readonly because: string;
  readonly techniques: readonly string[];
}

const LONGEST = 300;

/** An alert in the JSON of Falco, Tetragon or Sysdig Secure; undefined of anything else, of ordinary process events too. */
export function runtimeAlertOf(value: JsonValue): RuntimeAlert | undefined {
  if (!isJsonObject(value)) return undefined;
  return falcoAlert(value) ?? tetragonAlert(value) ?? sysdigAlert(value);
}

/** Falco's priorities (https://falco.org/docs/concepts/rules/basic-elements/#priority). */
const PRIORITIES: ReadonlyMap<string, Severity> = new Map([
  ["emergency", "critical"],
  ["alert", "critical"],
  ["critical", "critical"],
  ["error", "high"],
  ["warning", "medium"],
  ["notice", "low"],
  ["informational", "info"],
  ["info", "info"],
  ["debug", "info"],
]);

const ATTACK = /^T\d{4}(?:\.\d{3})?$/;

/** `json_output: true` of Falco (https://falco.org/docs/concepts/outputs/formatting/), and what Falcosidekick passes on. */
function falcoAlert(alert: JsonObject): RuntimeAlert | undefined {
  const rule = textAt(alert, "rule");
  const fields = objectAt(alert, "output_fields");
  if (rule === "" || textAt(alert, "priority") === "" || !("output" in alert)) return undefined;
  const time = textAt(alert, "time");
  return {
    sensor: "falco",
    rule: `falco:${rule}`,
    severity: PRIORITIES.get(textAt(alert, "priority").toLowerCase()) ?? "medium",
    time,
    at: millisecondsOf(time),
    because: words(textAt(alert, "output")),
    namespace: fieldOf(fields, "k8s.ns.name", "ka.target.namespace"),
    pod: fieldOf(fields, "k8s.pod.name"),
    container: fieldOf(fields, "container.name", "k8s.container.name"),
    containerId: fieldOf(fields, "container.id"),
    image: fieldOf(fields, "container.image.repository"),
    node: textAt(alert, "hostname"),
    user: fieldOf(fields, "ka.user.name"),
    techniques: textsAt(alert, "tags").filter((tag) => ATTACK.test(tag)),
  };
}

/** Members have dots in their names. */
function fieldOf(fields: JsonObject, ...names: readonly string[]): string {
  for (const name of names) {
    const value = valueAt(fields, name);
    if (typeof value === "string" && value !== "" && value !== "<NA>") return value;
  }
  return "";
}

/** Events of Tetragon that a TracingPolicy asked for (api/v1/tetragon/events.proto); processes that begin and end are no alerts. */
const TETRAGON_EVENTS = ["process_kprobe", "process_tracepoint", "process_uprobe", "process_lsm"];

function tetragonAlert(line: JsonObject): RuntimeAlert | undefined {
  const type = TETRAGON_EVENTS.find((each) => isJsonObject(line[each]));
  if (type === undefined) return undefined;
  const event = objectAt(line, type);
  const policy = textAt(event, "policy_name");
  const process = objectAt(event, "process");
  const pod = objectAt(process, "pod");
  const time = textAt(line, "time");
  const isStopped = /SIGKILL|OVERRIDE|SIGNAL/.test(textAt(event, "action"));
  const what = textAt(event, "function_name") || textAt(event, "event") || type;
  const command = `${textAt(process, "binary")} ${textAt(process, "arguments")}`.trim();
  return {
    sensor: "tetragon",
    rule: `tetragon:${policy || what}`,
    // What a policy stops is what its author is sure of.
    severity: isStopped ? "high" : "medium",
    time,
    at: millisecondsOf(time),
    because: words(
      textAt(event, "message") || `${command} calls ${what}${isStopped ? ", and is stopped" : ""}`,
    ),
    namespace: textAt(pod, "namespace"),
    pod: textAt(pod, "name"),
    container: textAt(pod, "container", "name"),
    containerId: shortId(textAt(pod, "container", "id")),
    image: textAt(pod, "container", "image", "name"),
    node: textAt(line, "node_name"),
    user: "",
    techniques: textsAt(event, "tags").flatMap((tag) => TECHNIQUE.exec(tag)?.[0] ?? []),
  };
}

/** `containerd://6af5…` as `6af5…`. */
function shortId(id: string): string {
  return id.replace(/^[a-z-]+:\/\//, "");
}

/** Severities of Sysdig Secure: 0–3 high, 4–5 medium, 6 low, 7 info. */
function sysdigSeverity(value: JsonValue | undefined): Severity {
  const number = Number(value ?? 4);
  if (number <= 3) return "high";
  if (number <= 5) return "medium";
  return number === 6 ? "low" : "info";
}

/** Events of Sysdig Secure's policies: of its API and its Event Forwarder, which have the rule in `content` or `events`. */
function sysdigAlert(event: JsonObject): RuntimeAlert | undefined {
  const content = objectAt(event, "content");
  const rule = textAt(content, "ruleName") || textAt(event, "ruleName");
  const isTimed = "timestamp" in event || "timestampRFC3339Nano" in event;
  if (rule === "" || !isTimed) return undefined;
  const time = textAt(event, "timestampRFC3339Nano") || timeOfNanoseconds(event["timestamp"]);
  return {
    sensor: "sysdig",
    rule: `sysdig:${rule}`,
    severity: sysdigSeverity(event["severity"] ?? event["policySeverity"]),
    time,
    at: millisecondsOf(time),
    because: words(firstText(content["output"], event["output"], event["name"], rule)),
    ...sysdigPlace(event, labelsOf(event), objectAt(content, "fields")),
    techniques: listAt(content, "ruleTags").flatMap((tag) =>
      typeof tag === "string" ? (TECHNIQUE.exec(tag)?.[0] ?? []) : [],
    ),
  };
}

const TECHNIQUE = /T\d{4}(?:\.\d{3})?/;

function sysdigPlace(event: JsonObject, labels: JsonObject, fields: JsonObject): AlertPlace {
  return {
    namespace: fieldOf(labels, "kubernetes.namespace.name"),
    pod: fieldOf(labels, "kubernetes.pod.name"),
    container: firstText(labels["container.name"], fields["container.name"]),
    containerId: firstText(event["containerId"], fields["container.id"]),
    image: firstText(labels["container.image.repo"], fields["container.image.repository"]),
    node: fieldOf(labels, "kubernetes.node.name", "host.hostName"),
    user: fieldOf(fields, "ka.user.name"),
  };
}

/** The first of these that is a text and not empty. */
function firstText(...values: readonly (JsonValue | undefined)[]): string {
  for (const value of values) if (typeof value === "string" && value !== "") return value;
  return "";
}

function labelsOf(event: JsonObject): JsonObject {
  const labels = objectAt(event, "labels");
  return Object.keys(labels).length > 0 ? labels : objectAt(event, "scopeLabels");
}

/** Nanoseconds since 1970 as a number, which JSON holds to a tenth of a microsecond, or as digits. */
function timeOfNanoseconds(value: JsonValue | undefined): string {
  const milliseconds = Math.floor(Number(value) / 1e6);
  const isTime =
    Number.isFinite(milliseconds) && milliseconds > 0 && milliseconds < 253_402_300_800_000;
  return isTime ? timeText(milliseconds) : "";
}

function words(text: string): string {
  const safe = hideSecrets(text);
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}…` : safe;
}
