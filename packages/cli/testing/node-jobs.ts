import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { collectNodeFacts, keyOfToken, sealFor, signFacts, toChunks } from "@watertight/node-agent";
import { onTestFinished } from "vitest";
import { folderWith, textIn } from "./fix-pod.ts";
import { reviewOf } from "./token-review.ts";
import { watertightIn } from "./watertight.ts";

interface Asked {
  readonly node: string;
  readonly nonce: string;
  readonly audience: string;
  readonly recipient: string;
  readonly namespace: string;
}

/** What a node's Pod writes for a question; undefined: the Pod never ends. */
export type Log = (asked: Asked) => string | undefined;

export function factsOf(node: string): string {
  const root = folderWith({ "etc/hostname": "x\n" });
  const options = { root, node, tool: "agent", time: "", running: false, processes: false };
  return JSON.stringify(collectNodeFacts({ ...options, hostNetwork: false, privileged: true }));
}

/** A token as the server below knows it: what it says of itself is true. */
export function tokenOf({ node, audience, namespace }: Asked, more: object = {}): string {
  const user = `system:serviceaccount:${namespace}:watertight-node-agent`;
  return JSON.stringify({ node, audience, user, pod: `pod-${node}`, uid: `uid-${node}`, ...more });
}

export function answerBy(
  asked: Asked,
  token: string,
  more: { readonly age?: number } = {},
): string {
  const { node, nonce, recipient } = asked;
  const time = new Date(Date.now() - (more.age ?? 0)).toISOString();
  const signed = {
    ...signFacts(factsOf(node), { node, time, nonce }, keyOfToken(token)),
    sealedToken: sealFor(recipient, token),
  };
  return toChunks(JSON.stringify(signed), nonce).join("\n");
}

export const answer: Log = (asked) => answerBy(asked, tokenOf(asked));

export interface Server {
  readonly folder: string;
  readonly requests: readonly string[];
  readonly created: readonly { readonly kind: string; readonly [key: string]: unknown }[];
}

type Reply = readonly [status: number, body: unknown];

const FORBIDDEN = { kind: "Status", message: "forbidden", reason: "Forbidden" };

/** What the server answers to reading, where nothing of a Job is asked for. */
const READ: ReadonlyMap<string, Reply> = new Map<string, Reply>([
  ["/api/v1/nodes", [200, { items: [nodeNamed("n1"), nodeNamed("n2")] }]],
  ["/api/v1/nodes/n1/proxy/configz", [200, { kubeletconfig: { readOnlyPort: 0 } }]],
  ["/api/v1/nodes/n2/proxy/configz", [403, FORBIDDEN]],
]);

/** Of the Pod of a Job: the list of it, or its log. */
function podReply(url: string, jobs: ReadonlyMap<string, Asked>, log: Log): Reply {
  const [, pods, name = ""] = /(job-name%3D|pods\/pod-)([\w-]+?)(?:\/log)?$/.exec(url) ?? [];
  const asked = pods?.startsWith("job") ? jobs.get(name) : byNode(jobs, name);
  const written = asked && log(asked);
  if (url.endsWith("/log")) return [200, written ?? ""];
  return [200, { items: [podOn(asked?.node ?? "", written)] }];
}

function podOn(node: string, written: string | undefined): object {
  const phase = written === undefined ? "Pending" : "Succeeded";
  const metadata = { name: `pod-${node}`, uid: `uid-${node}` };
  return { metadata, status: { phase, reason: "Unschedulable" } };
}

function byNode(jobs: ReadonlyMap<string, Asked>, node: string): Asked | undefined {
  return [...jobs.values()].find((each) => each.node === node);
}

/** An API server with two nodes, of which one shows its configuration. */
export async function serverWith(log: Log, mayReview = true): Promise<Server> {
  const requests: string[] = [];
  const created: { kind: string; [key: string]: unknown }[] = [];
  const jobs = new Map<string, Asked>();
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  const replyTo = (method: string, url: string, body: string): Reply => {
    if (method === "DELETE") return [200, {}];
    if (method === "GET") return READ.get(url) ?? podReply(url, jobs, log);
    const object = JSON.parse(body) as { kind: string };
    if (object.kind === "TokenReview") {
      const { spec } = JSON.parse(body) as { readonly spec: Parameters<typeof reviewOf>[0] };
      return mayReview ? [201, { ...object, status: reviewOf(spec) }] : [403, FORBIDDEN];
    }
    created.push(object);
    if (object.kind === "Job") remember(object, jobs);
    return [201, object];
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url = "" } = request;
    requests.push(`${method} ${url.replace(/watertight-nodes-\w+/, "NS").replace(/\?.*/, "")}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [status, answered] = replyTo(method, url, Buffer.concat(chunks).toString());
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(typeof answered === "string" ? answered : JSON.stringify(answered));
  };
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const kubeconfig = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "a",
    contexts: [{ name: "a", context: { cluster: "a", user: "a" } }],
    clusters: [{ name: "a", cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: "a", user: {} }],
  };
  return { folder: folderWith({ kubeconfig: JSON.stringify(kubeconfig) }), requests, created };
}

function nodeNamed(name: string): unknown {
  return {
    metadata: { name },
    status: { nodeInfo: { kubeletVersion: "v1.34.0", osImage: "Debian" } },
  };
}

interface JobShape {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly nodeName: string;
        readonly volumes: readonly {
          readonly projected?: {
            readonly sources: readonly [
              { readonly serviceAccountToken: { readonly audience: string } },
            ];
          };
        }[];
        readonly containers: readonly {
          readonly env: readonly { readonly name: string; readonly value?: string }[];
        }[];
      };
    };
  };
}

function remember(object: unknown, jobs: Map<string, Asked>): void {
  const { metadata, spec } = object as JobShape;
  const { nodeName, containers, volumes } = spec.template.spec;
  const variable = (wanted: string): string =>
    containers[0]?.env.find(({ name }) => name === wanted)?.value ?? "";
  const projected = volumes.flatMap((each) => each.projected?.sources ?? []);
  jobs.set(metadata.name, {
    ...{ node: nodeName, nonce: variable("NONCE"), recipient: variable("SEAL_FOR") },
    audience: projected[0]?.serviceAccountToken.audience ?? "",
    namespace: metadata.namespace,
  });
}

export const ARGV = [
  "node",
  "collect",
  "--cluster",
  "--kubeconfig",
  "kubeconfig",
  "-q",
  "--request-rate",
  "1000",
];

export async function collected(server: Server, ...more: readonly string[]) {
  return watertightIn(server.folder, [...ARGV, "--image", "agent", "-o", "f.jsonl", ...more]);
}

export function nodesIn(server: Server): readonly NodeLine[] {
  const lines = textIn(server.folder, "f.jsonl").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as NodeLine);
}

interface NodeLine {
  readonly node: string;
  readonly sources: readonly { readonly kind: string; readonly proof?: string }[];
}
