import { entityText } from "../../kubernetes/entities.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { objectAt, textAt } from "../../kubernetes/json-fields.ts";
import { type ApiLifecycle, lifecycleOfResource, minorText } from "./lifecycles.ts";
import { type ApiUse, stateAt, type UseCaller } from "./uses.ts";

const METRIC = "apiserver_requested_deprecated_apis";

/**
 * What an API server was asked for since it started, by the metric `apiserver_requested_deprecated_apis` in the text of `/metrics`.
 * It says that somebody calls, not who.
 */
export function metricUses(text: string, target: number): readonly ApiUse[] {
  const seen = new Map<string, ApiUse>();
  for (const line of text.split("\n")) {
    if (!line.startsWith(`${METRIC}{`)) continue;
    const labels = labelsOf(line);
    const isSet = Number(/}\s+(\S+)/.exec(line)?.[1] ?? "0") > 0;
    const use = isSet ? useOfLabels(labels, target) : undefined;
    if (use) seen.set(`${use.group}/${use.version}/${use.resource}`, use);
  }
  return [...seen.values()];
}

function labelsOf(line: string): ReadonlyMap<string, string> {
  const found = line.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g);
  return new Map([...found].map(([, name = "", value = ""]) => [name, value]));
}

function useOfLabels(labels: ReadonlyMap<string, string>, target: number): ApiUse | undefined {
  const of = (name: string): string => labels.get(name) ?? "";
  return useOfCall(
    {
      group: of("group"),
      version: of("version"),
      resource: of("resource"),
      subresource: of("subresource"),
      removedRelease: of("removed_release"),
    },
    target,
    {
      signal: "metric",
      confidence: "high",
      caller: null,
      message: "the API server was asked for it since it started",
    },
  );
}

interface Call {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly subresource: string;
  /** What the API server itself says, as `1.25`; "" where it says nothing. */
  readonly removedRelease: string;
}

function useOfCall(
  { group, version, resource, subresource, removedRelease }: Call,
  target: number,
  seen: Pick<ApiUse, "signal" | "confidence" | "caller" | "message">,
): ApiUse | undefined {
  if (resource === "" && group === "") return undefined;
  const lifecycle = lifecycleOfResource(group, version, resource);
  const removedIn = minorSaid(removedRelease) ?? lifecycle?.removedIn;
  return {
    group,
    version,
    resource: subresource === "" ? resource : `${resource}/${subresource}`,
    // The API server that says so serves it as deprecated already.
    state: removedIn !== undefined && removedIn <= target ? "removed" : "deprecated",
    removedIn: removedIn === undefined ? null : minorText(removedIn),
    replacement: replacementOf(lifecycle, target),
    object: null,
    path: [],
    manager: null,
    ...seen,
  };
}

function minorSaid(release: string): number | undefined {
  const minor = /^1\.(\d+)$/.exec(release)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

function replacementOf(lifecycle: ApiLifecycle | undefined, target: number): string | null {
  const replacement = lifecycle?.replacement;
  return replacement && replacement.since <= target ? replacement.apiVersion : null;
}

/** Collects callers of what goes from events of an audit log, one after another. */
export interface CallCollector {
  /** An event as the API server writes it; anything else is passed by, and false is given back. */
  readonly take: (event: JsonObject) => boolean;
  readonly uses: () => readonly ApiUse[];
}

interface Calls {
  readonly call: Call;
  readonly entity: string;
  readonly userAgent: string;
  readonly verbs: Set<string>;
  requests: number;
  first: string;
  last: string;
}

/** Callers by the annotations `k8s.io/deprecated` and `k8s.io/removed-release`, or by what they asked for where an old server sets none. */
export function collectCalls(target: number): CallCollector {
  const known = new Map<string, Calls>();
  const noted = new Set<string>();
  return {
    take: (event) => {
      if (textAt(event, "kind") !== "Event" || !textAt(event, "apiVersion").startsWith(AUDIT)) {
        return false;
      }
      const call = callOf(event, target);
      // One request has an event for each of its stages.
      const auditId = textAt(event, "auditID");
      if (call && !noted.has(auditId)) {
        if (auditId !== "") noted.add(auditId);
        note(known, call, event);
      }
      return true;
    },
    uses: () => [...known.values()].flatMap((calls) => useOfCalls(calls, target)),
  };
}

const AUDIT = "audit.k8s.io/";

function callOf(event: JsonObject, target: number): Call | undefined {
  const of = objectAt(event, "objectRef");
  const annotations = objectAt(event, "annotations");
  const call = {
    group: textAt(of, "apiGroup"),
    version: textAt(of, "apiVersion"),
    resource: textAt(of, "resource"),
    subresource: textAt(of, "subresource"),
    removedRelease: textAt(annotations, "k8s.io/removed-release"),
  };
  if (textAt(annotations, "k8s.io/deprecated") === "true") return call;
  const lifecycle = lifecycleOfResource(call.group, call.version, call.resource);
  return lifecycle && stateAt(lifecycle, target) !== undefined ? call : undefined;
}

function note(known: Map<string, Calls>, call: Call, event: JsonObject): void {
  const entity = entityOf(
    textAt(event, "impersonatedUser", "username") || textAt(event, "user", "username"),
  );
  const userAgent = textAt(event, "userAgent");
  const { group, version, resource, subresource } = call;
  const key = JSON.stringify([group, version, resource, subresource, entity, userAgent]);
  const time = textAt(event, "requestReceivedTimestamp") || textAt(event, "stageTimestamp");
  const calls = known.get(key) ?? {
    ...{ call, entity, userAgent, verbs: new Set<string>() },
    ...{ requests: 0, first: time, last: time },
  };
  calls.requests += 1;
  calls.verbs.add(textAt(event, "verb"));
  if (time < calls.first) calls.first = time;
  if (time > calls.last) calls.last = time;
  known.set(key, calls);
}

const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

function entityOf(user: string): string {
  const [, namespace, name] = ACCOUNT.exec(user) ?? [];
  return namespace === undefined || name === undefined
    ? entityText({ is: "user", name: user })
    : entityText({ is: "serviceaccount", namespace, name });
}

/**
 * Controllers of Kubernetes ask for every resource that discovery shows, in whatever version: they ask no more for what is gone. They
 * name themselves by their program.
 */
function followsDiscovery({ entity, userAgent }: Pick<UseCaller, "entity" | "userAgent">): boolean {
  const isOwn =
    entity.startsWith("serviceaccount/kube-system/") ||
    entity === "user/system:apiserver" ||
    entity === "user/system:kube-controller-manager";
  return isOwn && /^kube-(?:apiserver|controller-manager)\//.test(userAgent);
}

function useOfCalls(calls: Calls, target: number): readonly ApiUse[] {
  const { call, entity, userAgent, verbs, requests, first, last } = calls;
  const isOwn = followsDiscovery({ entity, userAgent });
  const use = useOfCall(call, target, {
    signal: "audit",
    confidence: isOwn ? "low" : "high",
    caller: { entity, userAgent, verbs: [...verbs].sort(), requests, first, last },
    message: isOwn
      ? "a part of Kubernetes asked for it, as for all that is served"
      : `${entity} asked for it${userAgent === "" ? "" : ` as ${userAgent}`}`,
  });
  return use ? [use] : [];
}

/** Whether a document is an event of an audit log, or a list of such. */
export function auditEventsIn(value: JsonValue): readonly JsonObject[] {
  const kind = textAt(value, "kind");
  if (!textAt(value, "apiVersion").startsWith(AUDIT)) return [];
  if (kind === "Event") return [objectAt({ value }, "value")];
  if (kind !== "EventList") return [];
  const items = (value as JsonObject)["items"];
  return Array.isArray(items) ? items.map((item: JsonValue) => objectAt({ item }, "item")) : [];
}
