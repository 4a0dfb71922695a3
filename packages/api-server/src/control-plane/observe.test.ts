import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { createSnapshot, fieldText, nameOfOrigin } from "@watertight/core/snapshot";
import { expect, test } from "vitest";
import { connectTo } from "../../testing/ask.ts";
import { createAuthority } from "../../testing/certificates.ts";
import type { FakeServerOptions, Fault, SeenRequest } from "../../testing/fake-answers.ts";
import { startFakeServer } from "../../testing/fake-server.ts";
import { NODES, objectOf } from "../../testing/resources.ts";
import { readCluster } from "../read-cluster.ts";
import { readSnapshotFile } from "../snapshot-file/read.ts";
import { writeSnapshotFile } from "../snapshot-file/write.ts";

const TOKENS = new Set(["t"]);

type Answers = Readonly<Record<string, number | JsonObject>>;

/** Answers to known requests with these, to anybody without credentials with a status. */
function answering(answers: Answers, anonymous: number): NonNullable<FakeServerOptions["fault"]> {
  return ({ path, headers }: SeenRequest): Fault | undefined => {
    if (headers.authorization === undefined) return { status: anonymous };
    const answer = answers[path];
    if (answer === undefined) return undefined;
    return typeof answer === "number"
      ? { status: answer }
      : { status: 200, body: JSON.stringify(answer) };
  };
}

const SAR = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
const FLAGS = { flags: { "authorization-mode": "[Node,RBAC]", profiling: "true" } };
const NODE = { status: { addresses: [{ type: "InternalIP", address: "127.0.0.1" }] } };

async function observed(
  options: FakeServerOptions,
  nodes: readonly KubernetesObject[] = [],
): Promise<{ readonly objects: readonly KubernetesObject[]; readonly seen: readonly string[] }> {
  const server = await startFakeServer({ resources: [NODES], tokens: TOKENS, ...options });
  server.put(NODES, ...nodes);
  const connection = await connectTo(server.url, { user: { token: "t" } });
  const input = await readCluster(connection);
  const kept = createSnapshot(input).objects.filter(({ object }) => object.kind !== "Node");
  const file = writeSnapshotFile(input, {
    server: server.url,
    namespaces: [],
    taken: "2026-07-01",
  });
  const read = readSnapshotFile(file);
  // What was written is read as it was.
  const again = "input" in read ? createSnapshot(read.input).objects : [];
  expect(again.slice(-kept.length).map(said)).toEqual(kept.map(said));
  const without = readSnapshotFile(file, ["facts.watertight.dev/controlplane"]);
  expect("input" in without && without.input.objects.length).toBe(nodes.length);
  return {
    objects: kept.map(({ object }) => object),
    seen: server.seen.map(({ path }) => path),
  };
}

function said(entry: ReturnType<typeof createSnapshot>["objects"][number]): unknown {
  const { object, origin } = entry;
  return [object, nameOfOrigin(origin), fieldText(entry, ["spec", "flags", "value", "profiling"])];
}

test("a server that refuses strangers, and what it says of itself", async () => {
  const { objects } = await observed({
    version: "v1.36.3",
    fault: answering(
      {
        "/flagz": FLAGS,
        "/debug/pprof/": 404,
        [SAR]: { status: { allowed: false, reason: "No policy matched." } },
      },
      401,
    ),
  });
  expect(objects.map(({ kind, metadata, ...rest }) => [kind, rest])).toEqual([
    [
      "APIServer",
      {
        apiVersion: "facts.watertight.dev/v1alpha1",
        spec: {
          addresses: { value: ["127.0.0.1"] },
          anonymous: {
            value: {
              "/api": 401,
              "/api/v1/namespaces": 401,
              "/api/v1/nodes": 401,
              "/livez": 401,
              "/metrics": 401,
              "/version": 401,
            },
          },
          authorization: { value: { allowed: false, reason: "No policy matched." } },
          certificates: { unknown: "the server was asked without TLS" },
          flags: { value: FLAGS.flags },
          profiling: { value: false },
          version: { value: "v1.36.3" },
        },
      },
    ],
  ]);
});

test("what is not shown is unknown, with the reason", async () => {
  const { objects } = await observed({
    fault: answering({ "/flagz": 404, "/debug/pprof/": 403, [SAR]: 403 }, 403),
  });
  expect(objects[0]?.["spec"]).toMatchObject({
    authorization: {
      unknown: "a SubjectAccessReview is not allowed; rbac-needed prints the role that gives it",
    },
    flags: { unknown: "GET /flagz is not served: the server does not list its flags" },
    profiling: {
      unknown: "GET /debug/pprof/ is not allowed; rbac-needed prints the role that gives it",
    },
  });
});

test("kubelets before 1.33 are asked through the API server, and equal ones are one", async () => {
  const configz = (name: string): string => `/api/v1/nodes/${name}/proxy/configz`;
  const open = { kubeletconfig: { readOnlyPort: 10255 } };
  const { objects, seen } = await observed(
    {
      version: "v1.32.1",
      fault: answering(
        { [configz("a")]: open, [configz("b")]: open, [configz("c")]: 403, [configz("d")]: 403 },
        401,
      ),
    },
    ["a", "b", "c", "d"].map((name) => objectOf(NODES, name, NODE)),
  );
  expect(seen.filter((path) => path.endsWith("/configz"))).toHaveLength(4);
  expect(objects.slice(1)).toEqual([
    {
      apiVersion: "facts.watertight.dev/v1alpha1",
      kind: "Kubelets",
      metadata: { name: "kubelets" },
      spec: {
        configuration: {
          unknown:
            "the kubelet of c and of 1 more does not show its configuration: the right to get nodes/proxy is missing",
        },
      },
    },
    {
      apiVersion: "kubelet.config.k8s.io/v1beta1",
      kind: "KubeletConfiguration",
      metadata: { name: "a", annotations: { "facts.watertight.dev/nodes": "a,b" } },
      readOnlyPort: 10255,
    },
  ]);
});

test("kubelets since 1.33 are asked themselves, and see credentials only where they prove who they are", async () => {
  const authority = createAuthority();
  const kubelet = await startFakeServer({
    tokens: TOKENS,
    tls: authority.issue("node", ["127.0.0.1"]),
    fault: answering({ "/configz": { kubeletconfig: { readOnlyPort: 0 } } }, 401),
  });
  const stranger = await startFakeServer({ tls: createAuthority().issue("node", ["127.0.0.1"]) });
  const api = await startFakeServer({
    resources: [NODES],
    tokens: TOKENS,
    version: "v1.36.3",
    tls: authority.issue("api", ["127.0.0.1"]),
  });
  const at = (port: number): JsonObject => ({
    status: { ...NODE.status, daemonEndpoints: { kubeletEndpoint: { Port: port } } },
  });
  api.put(NODES, objectOf(NODES, "known", at(kubelet.port)));
  api.put(NODES, objectOf(NODES, "stranger", at(stranger.port)));
  const connection = await connectTo(api.url, {
    user: { token: "t" },
    cluster: { "certificate-authority-data": Buffer.from(authority.cert).toString("base64") },
  });
  const { objects } = await readCluster(connection);
  expect(objects.slice(-2).map(({ object }) => object)).toEqual([
    {
      apiVersion: "facts.watertight.dev/v1alpha1",
      kind: "Kubelets",
      metadata: { name: "kubelets" },
      spec: {
        configuration: {
          unknown:
            "the kubelet of stranger does not show its configuration: its certificate is not signed by the cluster's authority, and to such a server no credentials are shown",
        },
      },
    },
    {
      apiVersion: "kubelet.config.k8s.io/v1beta1",
      kind: "KubeletConfiguration",
      metadata: { name: "known", annotations: { "facts.watertight.dev/nodes": "known" } },
      readOnlyPort: 0,
    },
  ]);
  expect(stranger.seen).toEqual([]);
  const [served] = objects.slice(-3);
  expect(served?.object["spec"]).toMatchObject({ certificates: { value: { length: 2 } } });
});

test("where only namespaces are read nothing else is asked", async () => {
  const server = await startFakeServer({ resources: [NODES] });
  const connection = await connectTo(server.url);
  await readCluster(connection, { without: ["facts.watertight.dev/controlplane"] });
  expect(server.seen.map(({ path }) => path)).not.toContain("/flagz");
});
