import { createHash } from "node:crypto";
import type { ConfiguredPolicyReports } from "@watertight/core/configuration";
import type { Severity } from "@watertight/core/findings";
import {
  type JsonObject,
  type JsonValue,
  listAt,
  type ObjectReference,
  textAt,
} from "@watertight/core/kubernetes";
import { type Change, isOver } from "../change.ts";
import { type Channel, forAll, nothingToClose, type Outcome, SENT } from "../channel.ts";
import { cut, plain } from "../text/plain.ts";
import type { AskCluster, ChannelSurroundings } from "./surroundings.ts";

/** What the two APIs differ in; their objects have the same fields here. */
interface ReportApi {
  readonly group: string;
  readonly namespaced: { readonly kind: string; readonly resource: string };
  readonly cluster: { readonly kind: string; readonly resource: string };
  /** Who says so: of OpenReports a member of the report too. */
  readonly hasSource: boolean;
}

const APIS: Readonly<Record<"openreports" | "policyreports", ReportApi>> = {
  openreports: {
    group: "openreports.io/v1alpha1",
    namespaced: { kind: "Report", resource: "reports" },
    cluster: { kind: "ClusterReport", resource: "clusterreports" },
    hasSource: true,
  },
  policyreports: {
    group: "wgpolicyk8s.io/v1alpha2",
    namespaced: { kind: "PolicyReport", resource: "policyreports" },
    cluster: { kind: "ClusterPolicyReport", resource: "clusterpolicyreports" },
    hasSource: false,
  },
};

/** Writers of one report may meet. */
const TRIES = 5;
/** An object of the API may have about 1.5 MB. */
const RESULTS = 500;

/**
 * Reports in the cluster, one an object: a result a finding that is open, by its subject. The object owns its report where that is known,
 * as Kyverno has it. Incidents are no policies and are passed over.
 */
export function policyReportsChannel(
  settings: ConfiguredPolicyReports,
  { cluster: ask }: ChannelSurroundings,
): Channel {
  if (ask === undefined)
    throw new Error(
      `The channel ${settings.name} keeps reports in the cluster, and no cluster is followed.`,
    );
  let found: ReportApi | undefined;
  return {
    ...{ name: settings.name, kind: "policyReports", target: "reports in the cluster", batch: 100 },
    send: async (changes, signal) => {
      found ??= await apiOf(settings.api ?? "whichever", ask, signal);
      if (found === undefined)
        return forAll(changes, {
          is: "later",
          because: "the cluster has neither openreports.io/v1alpha1 nor wgpolicyk8s.io/v1alpha2",
        });
      const outcomes = new Map<Change, Outcome>();
      for (const [, together] of byObject(changes)) {
        const outcome = await keep(together, { api: found, ask, signal });
        for (const change of together) outcomes.set(change, outcome);
      }
      return changes.map((change) => outcomes.get(change) ?? SENT);
    },
    close: nothingToClose,
  };
}

async function apiOf(
  wanted: "openreports" | "policyreports" | "whichever",
  ask: AskCluster,
  signal: AbortSignal,
): Promise<ReportApi | undefined> {
  const apis = wanted === "whichever" ? [APIS.openreports, APIS.policyreports] : [APIS[wanted]];
  for (const api of apis) {
    const { status, body } = await ask({ method: "GET", path: `/apis/${api.group}`, signal });
    const has = listAt(body, "resources").some(
      (each) => textAt(each, "name") === api.namespaced.resource,
    );
    if (status === 200 && has) return api;
  }
  return undefined;
}

/** Findings by what they are about, in their order. */
function byObject(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const { kind, object } = change;
    if (object === undefined || !kind.startsWith("finding.")) continue;
    const key = JSON.stringify([object.apiVersion, object.kind, object.namespace, object.name]);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return groups;
}

interface Keeping {
  readonly api: ReportApi;
  readonly ask: AskCluster;
  readonly signal: AbortSignal;
}

/** Reads the report of an object, changes its results and writes it, as often as others have written meanwhile. */
async function keep(changes: readonly Change[], keeping: Keeping): Promise<Outcome> {
  const object = changes[0]?.object;
  if (object === undefined) return SENT;
  const { api, ask, signal } = keeping;
  const folder = folderOf(object, api);
  const path = `${folder}/${nameFor(object)}`;
  for (let tried = 0; tried < TRIES; tried++) {
    const { status, body } = await ask({ method: "GET", path, signal });
    if (status !== 200 && status !== 404) return refusal(status);
    const old = status === 200 ? body : undefined;
    const results = resultsAfter(listAt(old, "results"), changes);
    const written = await write({ old, results, object, path, folder }, keeping);
    if (written !== 409) return written < 300 ? SENT : refusal(written);
  }
  return { is: "later", because: "others write the same report again and again" };
}

interface Writing {
  readonly old: JsonObject | undefined;
  readonly results: readonly JsonValue[];
  readonly object: ObjectReference;
  readonly path: string;
  readonly folder: string;
}

async function write(
  { old, results, object, path, folder }: Writing,
  { api, ask, signal }: Keeping,
): Promise<number> {
  // Nothing was there, or somebody took it away meanwhile.
  if (results.length === 0 && old === undefined) return 200;
  if (results.length === 0) {
    const { status } = await ask({ method: "DELETE", path, signal });
    return status === 404 ? 200 : status;
  }
  const body = reportOf(object, results, api, old);
  const answer =
    old === undefined
      ? await ask({ method: "POST", path: folder, body, signal })
      : await ask({ method: "PUT", path, body, signal });
  return answer.status;
}

function refusal(status: number): Outcome {
  const because = `the API server answers ${status}`;
  return { is: status === 400 || status === 422 || status === 413 ? "refused" : "later", because };
}

function folderOf({ namespace }: ObjectReference, api: ReportApi): string {
  const { group, namespaced, cluster } = api;
  return namespace
    ? `/apis/${group}/namespaces/${encodeURIComponent(namespace)}/${namespaced.resource}`
    : `/apis/${group}/${cluster.resource}`;
}

/** Names of objects may be longer than those of reports, and have other characters. */
function nameFor({ apiVersion, kind, name }: ObjectReference): string {
  const digest = createHash("sha256").update(`${apiVersion}\n${kind}\n${name}`).digest("hex");
  return `watertight-${digest.slice(0, 32)}`;
}

function resultsAfter(old: readonly JsonValue[], changes: readonly Change[]): readonly JsonValue[] {
  const results = new Map(
    old.map((each) => [textAt(each, "properties", "subject"), each] as const),
  );
  for (const change of changes)
    if (isOver(change)) results.delete(change.subject);
    else results.set(change.subject, resultOf(change));
  return [...results.values()].slice(0, RESULTS);
}

function resultOf(change: Change): JsonObject {
  const { check, severity, time, message, subject, path, container, title, object } = change;
  const milliseconds = Date.parse(time) || 0;
  return {
    source: "watertight",
    policy: check,
    category: cut(plain(title), 200),
    severity: SEVERITIES[severity],
    result: "fail",
    scored: true,
    timestamp: { seconds: Math.floor(milliseconds / 1000), nanos: 0 },
    message: cut(plain(message), 2000),
    resources: object === undefined ? [] : [{ ...object }],
    properties: {
      subject,
      ...(path !== "" && { path }),
      ...(container !== "" && { container }),
    },
  };
}

const SEVERITIES: Readonly<Record<Severity, string>> = {
  info: "info",
  low: "low",
  medium: "medium",
  high: "high",
  critical: "critical",
};

function reportOf(
  object: ObjectReference,
  results: readonly JsonValue[],
  { group, namespaced, cluster, hasSource }: ReportApi,
  old: JsonObject | undefined,
): JsonObject {
  const { namespace } = object;
  const version = textAt(old, "metadata", "resourceVersion");
  return {
    apiVersion: group,
    kind: namespace ? namespaced.kind : cluster.kind,
    metadata: {
      name: nameFor(object),
      ...(namespace && { namespace }),
      ...(version !== "" && { resourceVersion: version }),
      labels: { "app.kubernetes.io/managed-by": "watertight" },
    },
    ...(hasSource && { source: "watertight" }),
    scope: { ...object },
    summary: { pass: 0, fail: results.length, warn: 0, error: 0, skip: 0 },
    results,
  };
}
