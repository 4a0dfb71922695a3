import type { AuditRequest } from "@watertight/core/audit";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { below, pick } from "@watertight/core/testing";

type Random = () => number;

// Small vocabularies full of near misses, so that nearly every rule almost matches.
const LEVELS = ["None", "Metadata", "Request", "RequestResponse"];
const STAGES = ["RequestReceived", "ResponseStarted", "ResponseComplete", "Panic"];
const USERS = ["ann", "ben", "system:serviceaccount:a:x", ""];
const GROUPS_OF_USERS = ["dev", "ops", "system:authenticated", ""];
const VERBS = ["get", "list", "watch", "create", "update", "*", ""];
const GROUPS = ["", "", "apps", "*", "rbac.authorization.k8s.io"];
const RESOURCES = ["pods", "pods/log", "pods/*", "*/log", "*", "*/*", "secrets", "pods/", "/log"];
const NAMES = ["x", "y", "*", ""];
const NAMESPACES = ["a", "b", "", "*"];
const URLS = ["*", "/", "/healthz", "/healthz*", "/health*", "/api/*", "/api*", "/logs/x"];
const PATHS = [
  "/",
  "/healthz",
  "/healthz/etcd",
  "/health",
  "/api",
  "/api/",
  "/apis",
  "/logs/x",
  "/l*",
];

/** A policy that a server starts with; half of its rules say little. */
export function randomAuditPolicy(random: Random, most = 8): JsonObject {
  return {
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    ...maybe(random, 0.3, { omitStages: some(random, STAGES, 2) }),
    ...maybe(random, 0.3, { omitManagedFields: random() < 0.5 }),
    rules: Array.from({ length: 1 + below(random, most) }, () => randomRule(random)),
  };
}

function randomRule(random: Random): JsonObject {
  const isPath = random() < 0.25;
  return {
    level: pick(random, LEVELS),
    ...maybe(random, 0.25, { users: some(random, USERS, 2) }),
    ...maybe(random, 0.25, { userGroups: some(random, GROUPS_OF_USERS, 2) }),
    ...maybe(random, 0.4, { verbs: some(random, VERBS, 3) }),
    ...(isPath ? { nonResourceURLs: some(random, URLS, 2) } : randomTarget(random)),
    ...maybe(random, 0.3, { omitStages: some(random, STAGES, 2) }),
    ...maybe(random, 0.2, { omitManagedFields: random() < 0.5 }),
  };
}

function randomTarget(random: Random): JsonObject {
  const entries = Array.from({ length: below(random, 3) }, () => {
    const resources = some(random, RESOURCES, 3);
    return {
      ...maybe(random, 0.8, { group: pick(random, GROUPS) }),
      ...maybe(random, 0.9, {
        resources,
        ...maybe(random, 0.25, { resourceNames: some(random, NAMES, 2) }),
      }),
    };
  });
  return {
    ...maybe(random, 0.7, { resources: entries }),
    ...maybe(random, 0.25, { namespaces: some(random, NAMESPACES, 2) }),
  };
}

function maybe(random: Random, chance: number, fields: JsonObject): JsonObject {
  return random() < chance ? fields : {};
}

function some(random: Random, words: readonly string[], most: number): readonly string[] {
  return Array.from({ length: 1 + below(random, most) }, () => pick(random, words));
}

/** The same with one thing in it that a server may refuse, ignore or read as something else. */
export function spoiltPolicy(random: Random, policy: JsonObject): JsonObject {
  const text = JSON.stringify(policy);
  const [from, to] = pick(random, SPOILS);
  const places = [...text.matchAll(new RegExp(from, "g"))];
  if (places.length === 0) return policy;
  const { index, 0: found } = pick(random, places);
  const spoilt = text.slice(0, index) + to + text.slice(index + found.length);
  return JSON.parse(spoilt) as JsonObject;
}

const SPOILS: readonly (readonly [string, string])[] = [
  ['"level":"\\w+"', '"level":"metadata"'],
  ['"level":"\\w+",?', ""],
  ['"level":"\\w+"', '"level":null'],
  ['"level":"\\w+"', '"Level":"None"'],
  ['"level":"\\w+"', '"level":1'],
  ['"level":', '"extra":{},"level":'],
  ['"level":', '"namespaces":["a"],"level":'],
  ['"level":', '"nonResourceURLs":["/a"],"level":'],
  ['"level":', '"nonResourceURLs":["a"],"level":'],
  ['"level":', '"nonResourceURLs":["/a*b"],"level":'],
  ['"level":', '"nonResourceURLs":["/a**"],"level":'],
  ['"level":', '"nonResourceURLs":[""],"level":'],
  ['"level":', '"resources":null,"level":'],
  ['"group":"[\\w.*]*"', '"group":"apps/v1"'],
  ['"group":"[\\w.*]*"', '"group":"Apps"'],
  ['"group":"[\\w.*]*"', '"group":"-a"'],
  ['"group":"[\\w.*]*"', '"group":"a..b"'],
  ['"group":"[\\w.*]*"', '"group":["apps"]'],
  ['"resources":\\["', '"resources":[null,"'],
  ['"resources":\\["', '"resources":[1,"'],
  ['"resources":\\[\\{', '"resources":[null,{'],
  ['"resources":\\["[^\\]]*\\]', '"resourceNames":["x"]'],
  ['"verbs":\\["', '"verbs":[null,"'],
  ['"verbs":\\[[^\\]]*\\]', '"verbs":"get"'],
  ['"verbs":\\[[^\\]]*\\]', '"verbs":[]'],
  ['"omitStages":\\["', '"omitStages":["requestReceived","'],
  ['"omitStages":\\["', '"omitStages":[null,"'],
  ['"omitManagedFields":\\w+', '"omitManagedFields":"true"'],
  ['"omitManagedFields":\\w+', '"omitManagedFields":null'],
  ['"kind":"Policy"', '"kind":"Event"'],
  ['"kind":"Policy"', '"kind":"policy"'],
  ['"kind":"Policy"', '"kind":""'],
  ['"kind":"Policy"', '"kind":"Policy","metadata":null'],
  ['"kind":"Policy"', '"kind":"Policy","metadata":{"name":"a","x":1}'],
  ['"kind":"Policy"', '"kind":"Policy","metadata":"a"'],
  ['"kind":"Policy"', '"kind":"Policy","metadata":{"name":1}'],
  ['"audit.k8s.io/v1"', '"audit.k8s.io/v2"'],
  ['"audit.k8s.io/v1"', '"audit.k8s.io"'],
  ['"audit.k8s.io/v1"', '""'],
  ['"rules":\\[', '"rules":[null,'],
  ['"rules":\\[', '"rules":["a",'],
  ['"rules":\\[', '"rule":['],
  ['"rules":\\[.*\\]', '"rules":[]'],
  ['"rules":\\[.*\\]', '"rules":{}'],
];

/** A request that rules of a random policy may well match. */
export function randomAuditRequest(random: Random): AuditRequest {
  const isNobody = random() < 0.1;
  const who = {
    user: isNobody ? undefined : pick(random, USERS),
    groups: isNobody ? [] : some(random, GROUPS_OF_USERS, 2),
    verb: pick(random, VERBS),
  };
  if (random() < 0.3) return { ...who, target: { path: pick(random, PATHS) } };
  const target = {
    group: pick(random, ["", "", "apps", "rbac.authorization.k8s.io", "*"]),
    resource: pick(random, ["pods", "pods", "secrets", "log", "*"]),
    subresource: pick(random, ["", "", "log", "exec", "*"]),
    namespace: pick(random, NAMESPACES),
    name: pick(random, NAMES),
  };
  return { ...who, target };
}

/** As upstream's program reads it. */
export function requestLine({ user, groups, verb, target }: AuditRequest): JsonValue {
  return {
    request: {
      ...(user === undefined ? {} : { user }),
      groups,
      verb,
      isResource: !("path" in target),
      ...target,
    },
  };
}
