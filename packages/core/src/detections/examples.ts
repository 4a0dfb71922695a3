import type { JsonObject, JsonValue } from "../kubernetes/json.ts";

/** What an example says of a request; the rest is as in an ordinary event of somebody called mallory. */
export interface ExampleRequest {
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly extra?: JsonObject;
  readonly verb?: string;
  /** `pods/exec`; absent with `uri`: no resource. */
  readonly target?: string;
  readonly group?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly code?: number;
  readonly from?: readonly string[];
  readonly agent?: string;
  readonly uri?: string;
  readonly body?: JsonValue;
  readonly response?: JsonValue;
  readonly stage?: string;
  readonly at?: string;
  readonly annotations?: JsonObject;
  readonly as?: string;
  readonly asGroups?: readonly string[];
}

const CODES: ReadonlyMap<string, number> = new Map([["create", 201]]);

/** What an example is where it says nothing else. */
const ORDINARY = {
  user: "mallory@example.com",
  verb: "create",
  groups: ["system:authenticated"],
  from: ["10.0.0.7"],
  at: "2026-07-01T10:00:00.000000Z",
  agent: "kubectl/v1.37.0 (linux/amd64) kubernetes/0000000",
  stage: "ResponseComplete",
};

/** An event of an audit log, for examples of detections. */
export function auditExample(request: ExampleRequest): JsonObject {
  const { user, verb, groups, from, at, agent, stage } = { ...ORDINARY, ...request };
  const { code = CODES.get(verb) ?? 200, uri = uriOf(request), extra, body, response } = request;
  const decided = { "authorization.k8s.io/decision": code === 403 ? "forbid" : "allow" };
  return {
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: body === undefined ? "Metadata" : "Request",
    stage,
    requestURI: uri,
    verb,
    user: { username: user, groups, ...(extra && { extra }) },
    ...impersonated(request),
    sourceIPs: from,
    userAgent: agent,
    ...referenceOf(request),
    responseStatus: { code },
    ...(body !== undefined && { requestObject: body }),
    ...(response !== undefined && { responseObject: response }),
    requestReceivedTimestamp: at,
    stageTimestamp: at,
    annotations: request.annotations ?? decided,
  };
}

function impersonated({ as, asGroups = [] }: ExampleRequest): JsonObject {
  return as === undefined ? {} : { impersonatedUser: { username: as, groups: asGroups } };
}

function referenceOf({ target, group, namespace, name }: ExampleRequest): JsonObject {
  if (target === undefined) return {};
  const [resource = "", subresource] = target.split("/");
  return {
    objectRef: {
      resource,
      ...(namespace !== undefined && { namespace }),
      ...(name !== undefined && { name }),
      ...(group !== undefined && { apiGroup: group }),
      apiVersion: "v1",
      ...(subresource !== undefined && { subresource }),
    },
  };
}

function uriOf({ target = "", group, namespace, name }: ExampleRequest): string {
  const [resource = "", subresource] = target.split("/");
  const base = group === undefined ? "/api/v1" : `/apis/${group}/v1`;
  const parts = [
    ...(namespace === undefined ? [] : ["namespaces", namespace]),
    resource,
    ...(name === undefined ? [] : [name]),
    ...(subresource === undefined ? [] : [subresource]),
  ];
  return `${base}/${parts.join("/")}`;
}

/** An exec of a command in pod shop/web, as kubectl asks for it over WebSockets. */
export function execExample(command: readonly string[], request: ExampleRequest = {}): JsonObject {
  const words = command.map((word) => `command=${encodeURIComponent(word)}`).join("&");
  return auditExample({
    verb: "get",
    target: "pods/exec",
    namespace: "shop",
    name: "web",
    code: 101,
    stage: "ResponseStarted",
    uri: `/api/v1/namespaces/shop/pods/web/exec?${words}&container=app&stdout=true`,
    ...request,
  });
}

/** The creation of pod shop/web with these fields of its spec. */
export function podExample(spec: JsonObject, request: ExampleRequest = {}): JsonObject {
  return auditExample({
    target: "pods",
    namespace: "shop",
    name: "web",
    body: {
      kind: "Pod",
      apiVersion: "v1",
      metadata: { name: "web" },
      spec: { containers: [{ name: "app", image: "registry.example/app:1" }], ...spec },
    },
    ...request,
  });
}
