import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { PeerCertificate, TLSSocket } from "node:tls";
import type { KubernetesObject } from "@watertight/core/kubernetes";
import { onTestFinished } from "vitest";
import {
  type FakeServerOptions,
  type Fault,
  type SeenRequest,
  type Serving,
  sendJson,
  sendStatus,
} from "./fake-answers.ts";
import { answerDiscovery } from "./fake-discovery.ts";
import { answerGet, answerList } from "./fake-list.ts";
import { createFakeStore, type FakeResource, type FakeStore, keyOfResource } from "./fake-store.ts";
import { answerWatch } from "./fake-watch.ts";

/** An API server on loopback that is gone when the test ends. */
export interface FakeServer {
  readonly url: string;
  readonly port: number;
  readonly store: FakeStore;
  readonly options: FakeServerOptions;
  readonly seen: readonly SeenRequest[];
  /** The most lists that were being answered at one time. */
  readonly mostLists: () => number;
  /** Cuts all connections. */
  readonly cutAll: () => void;
  /** Makes all continue tokens expire. */
  readonly expireContinues: () => void;
  readonly put: (resource: FakeResource, ...objects: readonly KubernetesObject[]) => void;
}

export async function startFakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const seen: SeenRequest[] = [];
  const store = createFakeStore();
  const serving: Serving = { options, resources: options.resources ?? [], store, generation: 1 };
  const lists = { now: 0, most: 0 };
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? "/", "http://fake");
    const one: SeenRequest = {
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      at: performance.now(),
      client: clientOf(request),
    };
    seen.push(one);
    const isList = /\/(?:v\d\w*)\/./.test(one.path) && one.query.get("watch") === null;
    if (isList) {
      lists.now += 1;
      lists.most = Math.max(lists.most, lists.now);
      // The client may ask again once it has all, which is before the connection closes.
      let open = true;
      const end = (): void => {
        if (open) lists.now -= 1;
        open = false;
      };
      response.on("finish", end).on("close", end);
    }
    const { delay } = options;
    if (delay === undefined) answer(serving, one, response);
    else setTimeout(answer, delay, serving, one, response);
  };
  const { tls } = options;
  const server: Server = tls
    ? createTlsServer(
        {
          cert: tls.cert,
          key: tls.key,
          ...(tls.clientAuthority !== undefined && {
            ca: tls.clientAuthority,
            requestCert: true,
            rejectUnauthorized: true,
          }),
        },
        handle,
      )
    : createServer(handle);
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((settle) => {
    server.listen(0, "127.0.0.1", settle);
  });
  onTestFinished(() => {
    cutAll();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    port,
    store,
    options,
    seen,
    mostLists: () => lists.most,
    cutAll,
    expireContinues: () => {
      serving.generation += 1;
    },
    put: (resource, ...objects) => {
      for (const object of objects) store.put(resource, object);
    },
  };
}

function clientOf({ socket }: IncomingMessage): string | undefined {
  if (!("getPeerCertificate" in socket)) return undefined;
  // Without a certificate it is an empty object, whatever the types say.
  const { subject } = (socket as TLSSocket).getPeerCertificate() as Partial<PeerCertificate>;
  return subject && String(subject.CN);
}

function answer(serving: Serving, seen: SeenRequest, response: ServerResponse): void {
  const fault = serving.options.fault?.(seen);
  if (fault && "stall" in fault) return;
  if (fault && "status" in fault) sendFault(response, fault);
  else if (!isKnown(serving.options, seen)) sendStatus(response, 401, { reason: "Unauthorized" });
  else answerWell(serving, seen, response, fault?.cutAfter);
}

function isKnown({ tokens }: FakeServerOptions, { headers }: SeenRequest): boolean {
  const token = /^Bearer (.*)$/.exec(headers.authorization ?? "")?.[1] ?? "";
  return tokens === undefined || tokens.has(token);
}

function answerWell(
  serving: Serving,
  seen: SeenRequest,
  response: ServerResponse,
  cut: number | undefined,
): void {
  if (seen.path === "/version") {
    const gitVersion = serving.options.version ?? "v1.34.4";
    sendJson(response, { gitVersion, major: "1" }, { seen, cut });
  } else if (!answerDiscovery(serving, seen, response, cut)) {
    answerResource(serving, seen, response, cut);
  }
}

function sendFault(
  response: ServerResponse,
  { status, retryAfter, body }: Extract<Fault, { readonly status: number }>,
): void {
  if (retryAfter !== undefined) response.setHeader("Retry-After", retryAfter);
  sendStatus(response, status, { reason: "Fault", body });
}

const RESOURCE =
  /^\/(?:api|apis\/(?<group>[^/]+))\/(?<version>v\d\w*)(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<name>[^/]+)$/;

function answerResource(
  serving: Serving,
  seen: SeenRequest,
  response: ServerResponse,
  cut: number | undefined,
): void {
  const { group, version, namespace, name } = partsOf(seen);
  if (group === "" && name === "") {
    answerNamespace(serving, seen, response);
    return;
  }
  const isMeant = (each: FakeResource): boolean =>
    each.group === group && each.version === version && each.name === name;
  const resource = serving.resources.find(isMeant);
  const verb = seen.query.get("watch") === null ? "list" : "watch";
  const refusal = refusalOf(
    serving.options,
    group,
    resource && [verb, keyOfResource(resource), namespace],
  );
  if (refusal || !resource) sendStatus(response, ...(refusal ?? [404, { reason: "NotFound" }]));
  else if (verb === "watch") answerWatch(serving, { resource, namespace, seen }, response, cut);
  else answerList(serving, { resource, namespace, seen }, response, cut);
}

/** A namespace is got by its name, with a right in that namespace. */
function answerNamespace(serving: Serving, seen: SeenRequest, response: ServerResponse): void {
  const [, name = ""] = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(seen.path) ?? [];
  const resource = serving.resources.find((each) => each.name === "namespaces");
  const refusal = refusalOf(serving.options, "", ["get", "/namespaces", name]);
  if (!resource || refusal) sendStatus(response, ...(refusal ?? [404, { reason: "NotFound" }]));
  else answerGet(serving, { resource, namespace: "", seen }, name, response);
}

interface PathParts {
  readonly group: string;
  readonly version: string;
  readonly namespace: string;
  readonly name: string;
}

function partsOf({ path }: SeenRequest): PathParts {
  const found = RESOURCE.exec(path)?.groups ?? {};
  const { group = "", version = "", namespace = "", name = "" } = found;
  return { group, version, namespace, name };
}

function refusalOf(
  { down, allows = () => true }: FakeServerOptions,
  group: string,
  asked: readonly [verb: string, resource: string, namespace: string] | undefined,
): [number, { reason: string; message?: string }] | undefined {
  if (down?.has(group)) return [503, { reason: "ServiceUnavailable" }];
  if (!asked || allows(...asked)) return undefined;
  return [403, { reason: "Forbidden", message: `may not ${asked.join(" ")}` }];
}
