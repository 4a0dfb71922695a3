import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  collectNodeFacts,
  createKey,
  keyOfToken,
  sealFor,
  signFacts,
  toChunks,
} from "@watertight/node-agent";
import { expect, onTestFinished, test } from "vitest";
import { folderWith, textIn } from "../../../../testing/fix-pod.ts";
import { reviewOf } from "../../../../testing/token-review.ts";
import { watertightIn } from "../../../../testing/watertight.ts";

interface Asked {
  readonly node: string;
  readonly nonce: string;
  readonly audience: string;
  readonly recipient: string;
  readonly namespace: string;
}

/** What a node's Pod writes for a question; undefined: the Pod never ends. */
type Log = (asked: Asked) => string | undefined;

function factsOf(node: string): string {
  const root = folderWith({ "etc/hostname": "x\n" });
  const options = { root, node, tool: "agent", time: "", running: false, processes: false };
  return JSON.stringify(collectNodeFacts({ ...options, hostNetwork: false, privileged: true }));
}

/** A token as the server below knows it: what it says of itself is true. */
function tokenOf({ node, audience, namespace }: Asked, more: object = {}): string {
  const user = `system:serviceaccount:${namespace}:watertight-node-agent`;
  return JSON.stringify({ node, audience, user, pod: `pod-${node}`, uid: `uid-${node}`, ...more });
}

function answerBy(asked: Asked, token: string, more: { readonly age?: number } = {}): string {
  const { node, nonce, recipient } = asked;
  const time = new Date(Date.now() - (more.age ?? 0)).toISOString();
  const signed = {
    ...signFacts(factsOf(node), { node, time, nonce }, keyOfToken(token)),
    sealedToken: sealFor(recipient, token),
  };
  return toChunks(JSON.stringify(signed), nonce).join("\n");
}

const answer: Log = (asked) => answerBy(asked, tokenOf(asked));

interface Server {
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
async function serverWith(log: Log, mayReview = true): Promise<Server> {
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

const ARGV = [
  "node",
  "collect",
  "--cluster",
  "--kubeconfig",
  "kubeconfig",
  "-q",
  "--request-rate",
  "1000",
];

async function collected(server: Server, ...more: readonly string[]) {
  return watertightIn(server.folder, [...ARGV, "--image", "agent", "-o", "f.jsonl", ...more]);
}

function nodesIn(server: Server): readonly NodeLine[] {
  const lines = textIn(server.folder, "f.jsonl").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as NodeLine);
}

interface NodeLine {
  readonly node: string;
  readonly sources: readonly { readonly kind: string; readonly proof?: string }[];
}

test("each node answers by a Job, and the namespace is gone afterwards", async () => {
  const server = await serverWith(answer);
  const { status, stderr } = await collected(server);
  expect([status, stderr]).toEqual([
    3,
    expect.stringMatching(/^The configuration of the kubelet of n2 may not be read/) as string,
  ]);
  expect(
    nodesIn(server).map(({ node, sources }) => [
      node,
      sources.map(({ kind, proof }) => [kind, proof]),
    ]),
  ).toEqual([
    [
      "n1",
      [
        ["collected", "token"],
        ["api", undefined],
      ],
    ],
    [
      "n2",
      [
        ["collected", "token"],
        ["api", undefined],
      ],
    ],
  ]);
  expect(server.created.map(({ kind }) => kind)).toEqual([
    "Namespace",
    "NetworkPolicy",
    "ServiceAccount",
    "Job",
    "Job",
  ]);
  expect(server.requests.at(-1)).toBe("DELETE /api/v1/namespaces/NS");
  const { stdout } = await watertightIn(server.folder, [
    "nodes",
    "evaluate",
    "--no-config",
    "-o",
    "csv",
    "f.jsonl",
  ]);
  expect(stdout).toContain(
    '"n1","cis-1.12","4.2.4","The kubelet\'s read-only port is closed","pass"',
  );
});

test("who may not have tokens reviewed gets facts that say so", async () => {
  const server = await serverWith(answer, false);
  await collected(server);
  expect(nodesIn(server).map(({ sources }) => sources[0]?.proof)).toEqual(["key", "key"]);
});

test("without an image nothing is started and kubelets alone are asked", async () => {
  const server = await serverWith(answer);
  await watertightIn(server.folder, [...ARGV, "-o", "f.jsonl"]);
  expect(server.created).toEqual([]);
  expect(nodesIn(server).map(({ sources }) => sources.map(({ kind }) => kind))).toEqual([
    ["api"],
    ["api"],
  ]);
});

test.each<readonly [string, Log, string]>([
  [
    "changed",
    (asked) => answer(asked)?.replace(/.{9}$/, "AAAAAAAAA"),
    "n1 did not answer: The facts are not what was sent",
  ],
  [
    "of another node, by a token of that node",
    (asked) => {
      const other = { ...asked, node: "n9" };
      return answerBy(other, tokenOf(other, { pod: "pod-n1", uid: "uid-n1" }));
    },
    "n1 did not answer: The token is of node n9, not of n1.",
  ],
  [
    "of another node, by a token of this one",
    (asked) => answerBy({ ...asked, node: "n9" }, tokenOf(asked)),
    "n1 did not answer: The facts are of node n9, not of n1.",
  ],
  [
    "of another Pod",
    (asked) => answerBy(asked, tokenOf(asked, { pod: "pod-x", uid: "uid-x" })),
    "n1 did not answer: The token is of Pod pod-x, not of pod-n1.",
  ],
  [
    "of a Pod of that name which was there before",
    (asked) => answerBy(asked, tokenOf(asked, { uid: "uid-old" })),
    "n1 did not answer: The token is of Pod pod-n1, not of pod-n1.",
  ],
  [
    "of another account",
    (asked) => answerBy(asked, tokenOf(asked, { user: "system:serviceaccount:shop:default" })),
    "n1 did not answer: The token is not one of the agent's in this run.",
  ],
  [
    "signed by another key than the token's",
    (asked) => {
      const { node, nonce, recipient } = asked;
      const time = new Date().toISOString();
      const signed = signFacts(factsOf(node), { node, time, nonce }, createKey());
      const sealedToken = sealFor(recipient, tokenOf(asked));
      return toChunks(JSON.stringify({ ...signed, sealedToken }), nonce).join("\n");
    },
    "n1 did not answer: The facts are signed by another key than the expected one.",
  ],
  [
    "without a token",
    ({ node, nonce }) => {
      const time = new Date().toISOString();
      const signed = signFacts(factsOf(node), { node, time, nonce }, createKey());
      return toChunks(JSON.stringify(signed), nonce).join("\n");
    },
    "n1 did not answer: The facts carry no token of the Pod that wrote them, or not for this run.",
  ],
  [
    "too old",
    (asked) => answerBy(asked, tokenOf(asked), { age: 3_600_000 }),
    "which is too long ago or still to come.",
  ],
  [
    "of another run",
    (asked) => answerBy({ ...asked, nonce: "old" }, tokenOf(asked)),
    "n1 did not answer: The log holds no facts.",
  ],
  [
    "of another run, by a token of that one",
    (asked) => answerBy(asked, tokenOf({ ...asked, audience: "watertight.dev/node-facts/old" })),
    "n1 did not answer: The API server does not know the token: another audience.",
  ],
  [
    "replayed under this run's name",
    (asked) =>
      answerBy({ ...asked, nonce: "old" }, tokenOf(asked)).replaceAll(" old ", ` ${asked.nonce} `),
    "n1 did not answer: The facts are an answer to another question: they were sent before.",
  ],
  [
    "with a gap",
    (asked) => answer(asked)?.replace(" 1/1 ", " 2/2 "),
    "n1 did not answer: Of 2 parts of the facts 1 are missing, the first is 1.",
  ],
])("facts that are %s are refused", async (_, log, problem) => {
  const server = await serverWith(log);
  const { status, stderr } = await collected(server);
  expect(status).toBe(3);
  expect(stderr).toContain(problem);
  expect(nodesIn(server).every(({ sources }) => sources.length === 1)).toBe(true);
  expect(server.requests.at(-1)).toBe("DELETE /api/v1/namespaces/NS");
});

test("a node whose Pod does not end is named with the reason", async () => {
  const server = await serverWith((asked) => (asked.node === "n2" ? undefined : answer(asked)));
  const { stderr } = await collected(server, "--timeout", "1");
  expect(stderr).toContain("n2 did not answer: Its Pod did not end in time: Unschedulable.");
  expect(nodesIn(server)[0]?.sources).toHaveLength(2);
});

test("an interruption at any step leaves nothing behind", async () => {
  for (const step of [
    "POST /api/v1/namespaces",
    "POST /apis/batch/v1/namespaces/NS/jobs",
    "GET /api/v1/namespaces/NS/pods",
  ]) {
    const server = await serverWith(() => undefined);
    const interrupted = collected(server, "--timeout", "60");
    const ending = expect(interrupted).rejects.toThrow(
      "It was interrupted; what it had started on the nodes is removed.",
    );
    await expect.poll(() => server.requests.includes(step), { timeout: 20_000 }).toBe(true);
    process.emit("SIGTERM");
    await ending;
    expect(server.requests.at(-1)).toBe("DELETE /api/v1/namespaces/NS");
  }
});
