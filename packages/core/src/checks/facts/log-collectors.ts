import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { parseImageReference } from "../../kubernetes/image-reference.ts";
import { objectAt, textAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf } from "../../kubernetes/object.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import { podContainersOf } from "./pod-containers.ts";
import { podReferencesOf } from "./secrets-and-config-maps.ts";

/** A DaemonSet that collects logs on nodes. */
export interface LogCollector {
  readonly entry: SnapshotObject;
  readonly pod: PodTemplate;
  /** What it is, as its image says. */
  readonly product: string;
}

/** By the last part of an image's name; agents of clouds and vendors send to the vendor. */
const PRODUCTS: readonly (readonly [RegExp, string, "vendor" | undefined])[] = [
  [/^(?:aws-for-)?fluent-?bit/, "Fluent Bit", undefined],
  [/^fluentd/, "Fluentd", undefined],
  [/^vector$/, "Vector", undefined],
  [/^promtail$/, "Promtail", undefined],
  [/^(?:alloy|agent)$/, "Grafana Alloy", undefined],
  [/^(?:opentelemetry-collector|otelcol)/, "OpenTelemetry Collector", undefined],
  [/^filebeat/, "Filebeat", undefined],
  [/^elastic-agent/, "Elastic Agent", undefined],
  [/^(?:logging-operator|syslog-ng|rsyslog)/, "syslog", undefined],
  [/^splunk-otel-collector/, "Splunk", undefined],
  [/^cloudwatch-agent/, "CloudWatch agent", "vendor"],
  [/^(?:ciprod|ama-logs|azuremonitor)/, "Azure Monitor agent", "vendor"],
  [
    /^(?:fluentbit-gke|stackdriver-logging-agent|fluent-bit-gke)/,
    "Google's logging agent",
    "vendor",
  ],
  [/^(?:agent|datadog-agent)$/, "Datadog agent", "vendor"],
];

/** The collectors of a cluster, in the order of the input. */
export const logCollectorsOf: (cluster: Cluster) => readonly LogCollector[] = clusterFact(
  (cluster) => cluster.snapshot.ofKind("apps", "DaemonSet").flatMap((entry) => collectorIn(entry)),
);

function collectorIn(entry: SnapshotObject): readonly LogCollector[] {
  const [pod] = entry.podTemplates;
  if (!pod || !readsLogs(pod)) return [];
  const product = productOf(pod);
  return product === undefined ? [] : [{ entry, pod, product }];
}

/** Where logs of containers, of nodes and of API servers lie. */
function readsLogs({ spec }: PodTemplate): boolean {
  return (spec.volumes ?? []).some(({ hostPath }) =>
    /^\/(?:$|var\/?$|var\/log|var\/lib\/docker|run\/log|etc\/kubernetes)/.test(
      hostPath?.path ?? "",
    ),
  );
}

function matchOf(pod: PodTemplate): (typeof PRODUCTS)[number] | undefined {
  const names = podContainersOf(pod).map(({ container }) =>
    parseImageReference(container.image ?? "").name.split("/"),
  );
  for (const parts of names) {
    const last = parts.at(-1) ?? "";
    const found = PRODUCTS.find(
      ([pattern, product]) =>
        pattern.test(last) && (last !== "agent" || parts.join("/").includes(vendorPath(product))),
    );
    if (found) return found;
  }
  return undefined;
}

// Two vendors call their image plainly agent.
function vendorPath(product: string): string {
  return product === "Datadog agent" ? "datadog" : "grafana";
}

function productOf(pod: PodTemplate): string | undefined {
  return matchOf(pod)?.[1];
}

/** Where a collector sends: out of the cluster, to a Service in it, or both; `unknown` where the input does not say. */
export interface LogDestinations {
  readonly outside: readonly string[];
  readonly inside: readonly string[];
}

/** Destinations that its configuration names. */
export function logDestinationsOf({ entry, pod }: LogCollector, cluster: Cluster): LogDestinations {
  const match = matchOf(pod);
  const vendor = match?.[2] === undefined ? [] : [match[1]];
  const texts = textsOf(entry, pod, cluster);
  const hosts = [...new Set(texts.flatMap(hostsIn))];
  const outputs = [...new Set(texts.flatMap(cloudOutputsIn))];
  const isInside = (host: string): boolean => isOfCluster(host, entry, cluster);
  return {
    outside: [...vendor, ...outputs, ...hosts.filter((host) => !isInside(host) && isPublic(host))],
    inside: hosts.filter(isInside),
  };
}

/** Arguments, variables and mounted ConfigMaps. */
function textsOf(entry: SnapshotObject, pod: PodTemplate, cluster: Cluster): readonly string[] {
  const namespace = namespaceOf(entry.reference);
  const maps = podReferencesOf(pod).filter(({ kind }) => kind === "ConfigMap");
  const configured = maps.flatMap(({ name }) => {
    const found = cluster.snapshot.find({ apiVersion: "v1", kind: "ConfigMap", namespace, name });
    const data = objectAt(found?.object, "data");
    return Object.keys(data).map((key) => textAt(data[key]));
  });
  const written = podContainersOf(pod).flatMap((each) => [
    ...[...(each.container.command ?? []), ...(each.container.args ?? [])],
    ...(each.container.env ?? []).map(({ name, value }) => `${name}: ${value ?? ""}`),
  ]);
  return [...written, ...configured];
}

const MOST_TEXT = 200_000;

/** Hosts after keys that name a destination, and of URLs. */
function hostsIn(text: string): readonly string[] {
  const lines = text
    .slice(0, MOST_TEXT)
    .split("\n")
    .filter((line) => !/^\s*#/.test(line));
  return lines.flatMap((line) => {
    const url = /\b(?:https?|tcp|udp|grpc):\/\/([\w.-]+)/.exec(line)?.[1];
    const key =
      /(?:^|[\s_."-])(?:host|hosts|endpoint|server|brokers|url)\b["']?\s*[:= ]\s*\[?["']?([\w.-]+)/i.exec(
        line,
      )?.[1];
    const host = (url ?? key ?? "").toLowerCase();
    const isHost = host.includes(".") || /^[a-z][a-z0-9-]+$/.test(host);
    return isHost && !LOCAL.test(host) ? [host] : [];
  });
}

const LOCAL =
  /^(?:localhost|0\.0\.0\.0|127\.|::1|https?$|true$|false$|kubernetes(?:\.default.*)?$|169\.254\.)/;

function cloudOutputsIn(text: string): readonly string[] {
  return [...text.slice(0, MOST_TEXT).matchAll(CLOUD_OUTPUTS)].map(([, name = ""]) => name);
}

const CLOUD_OUTPUTS =
  /(?:\bname|@type|\btype)["']?\s*[:= ]?\s*["']?(s3|cloudwatch_logs|cloudwatch|aws_cloudwatch_logs|aws_s3|aws_kinesis_\w+|kinesis_\w+|stackdriver|gcp_stackdriver_logs|gcp_cloud_storage|azure_blob|azure_logs_ingestion|azure|datadog|datadog_logs|splunk_hec_logs|newrelic)\b/gi;

function isOfCluster(host: string, entry: SnapshotObject, cluster: Cluster): boolean {
  if (/\.svc(?:\.|$)|\.cluster\.local$/.test(host)) return true;
  const [name = "", namespace = namespaceOf(entry.reference), ...more] = host.split(".");
  if (more.length > 0) return false;
  return (
    cluster.snapshot.find({ apiVersion: "v1", kind: "Service", namespace, name }) !== undefined
  );
}

function isPublic(host: string): boolean {
  return /\.[a-z]{2,}$/.test(host);
}
