import { type AccessRequest, requestOf } from "@watertight/core/access";
import type { AuditRequest, AuditTarget } from "@watertight/core/audit";
import type { JsonObject } from "@watertight/core/kubernetes";
import { below, pick } from "@watertight/core/testing";
import type { Ask } from "../control-plane/index.ts";

type Random = () => number;
type Method = Parameters<Ask>[0];

/** Who asks: with a token of its own, with one that nobody has, or with none. */
export const AUDITED_USERS: Readonly<Record<string, readonly string[]>> = {
  ann: ["dev"],
  ben: ["dev", "ops"],
  "system:serviceaccount:a:x": [],
};

/** Without credentials, and with wrong ones. */
export const ANONYMOUS = "without credentials";
export const STRANGER = "with wrong credentials";

/** A request as it is sent, and what the policy is asked about it. */
export interface SentRequest {
  /** A user, `ANONYMOUS` or `STRANGER`. */
  readonly sender: string;
  readonly method: Method;
  readonly url: string;
  readonly body: JsonObject | undefined;
  readonly asked: AuditRequest;
}

const METHODS: readonly Method[] = ["GET", "GET", "GET", "POST", "PUT", "PATCH", "DELETE"];
const PATHS = ["/", "/healthz", "/healthz/etcd", "/version", "/api", "/api/", "/apis", "/logs/x"];

/** A request to a real server, of the vocabulary of `randomAuditPolicy`. */
export function randomSentRequest(random: Random): SentRequest {
  const sender = pick(random, [...Object.keys(AUDITED_USERS), "admin", ANONYMOUS, STRANGER]);
  const method = pick(random, METHODS);
  const url = random() < 0.25 ? pick(random, PATHS) : randomResourceUrl(random, method);
  const request = requestOf(method, url);
  const asked = { ...who(sender), verb: request.verb, target: targetOf(request) };
  return { sender, method, url, body: bodyOf(random, method), asked };
}

function targetOf(request: AccessRequest): AuditTarget {
  if ("path" in request) return { path: request.path };
  const { group, resource, subresource, namespace, name } = request;
  return { group, resource, subresource, namespace, name };
}

function who(sender: string): Pick<AuditRequest, "groups" | "user"> {
  if (sender === ANONYMOUS) {
    return { user: "system:anonymous", groups: ["system:unauthenticated"] };
  }
  if (sender === STRANGER) return { user: undefined, groups: [] };
  const groups = sender === "admin" ? ["system:masters"] : (AUDITED_USERS[sender] ?? []);
  return { user: sender, groups: [...groups, "system:authenticated"] };
}

function randomResourceUrl(random: Random, method: Method): string {
  const base = pick(random, [
    "/api/v1",
    "/api/v1",
    "/apis/apps/v1",
    "/apis/rbac.authorization.k8s.io/v1",
  ]);
  const inNamespace = random() < 0.7 ? `/namespaces/${pick(random, ["a", "b"])}` : "";
  const resource = pick(random, ["pods", "pods", "secrets", "deployments", "clusterroles"]);
  const name = random() < 0.5 ? `/${pick(random, ["x", "y"])}` : "";
  const part = name !== "" && random() < 0.5 ? `/${pick(random, ["log", "exec", "status"])}` : "";
  const isWatch = method === "GET" && part === "" && below(random, 12) === 0;
  const query = isWatch ? "?watch=1&timeoutSeconds=1" : "";
  return `${base}${inNamespace}/${resource}${name}${part}${query}`;
}

function bodyOf(random: Random, method: Method): JsonObject | undefined {
  if (method === "GET" || method === "DELETE") return undefined;
  const name = pick(random, ["x", "y"]);
  return { apiVersion: "v1", kind: "Secret", metadata: { name }, data: {} };
}
