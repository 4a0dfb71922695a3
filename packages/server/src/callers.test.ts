import { Agent, request } from "node:https";
import {
  connectTo,
  createAuthority,
  type FakeResource,
  type Fault,
  NAMESPACES,
  startFakeServer,
} from "@watertight/api-server/testing";
import { type ConfigurationFile, configurationOf } from "@watertight/core/configuration";
import { expect, onTestFinished, test } from "vitest";
import { namespaceOf, podOf, reviewOf } from "../testing/reviews.ts";
import { createLog } from "./frame/log.ts";
import { type RunningServer, type ServeOptions, startServer } from "./serve.ts";

/*
 * Who calls, and what a call may set off: nobody without a certificate where one is asked for, and no write at all. An API server that
 * says nothing more keeps nobody waiting.
 */

const authority = createAuthority("test");
const leaf = authority.issue("localhost", ["localhost", "127.0.0.1"]);
const FILE: ConfigurationFile = {
  checks: { only: ["privileged-container"] },
  admission: {
    modes: [{ mode: "deny" }],
    podSecurity: { defaults: { enforce: "baseline" } },
    newNamespaces: [{ networkPolicy: "deny-all" }],
  },
};

async function started(options: Partial<ServeOptions>): Promise<RunningServer> {
  const server = await startServer({
    objects: [namespaceOf("shop")],
    kubernetesVersion: "v1.36",
    readConfiguration: () =>
      Promise.resolve({
        key: "one",
        configuration: configurationOf(FILE, { file: undefined, directory: "/" }),
        policies: [],
      }),
    certificates: () => Promise.resolve({ serving: leaf, bundle: "" }),
    webhookConfiguration: undefined,
    ...{ address: "127.0.0.1", port: 0, healthPort: 0, drain: 0 },
    ...{ ownNamespace: "watertight", ownName: "watertight" },
    log: createLog(() => undefined, { level: "error", now: () => 0 }),
    now: () => performance.now(),
    today: () => "2026-07-01",
    ...options,
  });
  onTestFinished(server.stop);
  return server;
}

interface Caller {
  readonly path?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** The answer, or why there is none. */
function asked({ port }: RunningServer, review: object, caller: Caller = {}): Promise<string> {
  const { path = "/validate?timeout=10s", ...shown } = caller;
  const agent = new Agent({ ca: authority.cert, ...shown });
  return new Promise((settle) => {
    const sent = request(
      {
        ...{ host: "127.0.0.1", port, path, method: "POST", agent },
        headers: { "Content-Type": "application/json" },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        answer.on("end", () => {
          settle(text);
        });
      },
    );
    sent.on("error", () => {
      settle("refused");
    });
    sent.end(JSON.stringify(review));
  });
}

const POD = reviewOf({ object: podOf() });
const PRIVILEGED = reviewOf({ object: podOf({ securityContext: { privileged: true } }) });

test("only who shows a certificate of the authority is answered, where one is asked for", async () => {
  const callers = createAuthority("callers");
  const [known, stranger] = [callers, createAuthority("others")].map((each) => {
    const { cert, key } = each.issue("kube-apiserver", []);
    return { cert, key };
  });
  const certificates = () =>
    Promise.resolve({ serving: { ...leaf, callers: callers.cert }, bundle: "" });
  const server = await started({ certificates });
  expect(await asked(server, POD, known)).toContain('"allowed":true');
  expect([await asked(server, POD), await asked(server, POD, stranger)]).toEqual([
    "refused",
    "refused",
  ]);
});

const FOLLOWED: readonly FakeResource[] = [
  NAMESPACES,
  ...(
    [
      ["", "limitranges", "LimitRange"],
      ["", "resourcequotas", "ResourceQuota"],
      ["", "serviceaccounts", "ServiceAccount"],
      ["scheduling.k8s.io", "priorityclasses", "PriorityClass"],
      ["node.k8s.io", "runtimeclasses", "RuntimeClass"],
    ] as const
  ).map(([group, name, kind]) => ({ group, version: "v1", name, kind, namespaced: group === "" })),
];

test("no review sets off a write, whoever sends it and however often", async () => {
  const api = await startFakeServer({ resources: FOLLOWED });
  api.put(NAMESPACES, namespaceOf("shop"));
  const server = await started({ connection: await connectTo(api.url) });
  await ready(server);
  const space = namespaceOf("team");
  const created = reviewOf({
    ...{ object: space, kind: ["", "v1", "Namespace"], resource: "namespaces" },
    ...{ name: "team", namespace: "team" },
  });
  const mutate = { path: "/mutate?timeout=10s" };
  for (let time = 0; time < 3; time++) {
    expect(await asked(server, created, mutate)).toContain("JSONPatch");
    expect(await asked(server, PRIVILEGED)).toContain('"allowed":false');
    expect(await asked(server, reviewOf({ object: podOf(), namespace: "gone" }))).toContain(
      '"uid"',
    );
  }
  const written = api.seen.filter(({ headers }) => headers["content-type"] !== undefined);
  expect(written.map(({ path }) => path)).toEqual([]);
  expect(api.seen.length).toBeGreaterThan(6);
});

test("an API server that says nothing more keeps no review waiting longer than it may", async () => {
  const faults: Fault[] = [];
  const api = await startFakeServer({ resources: FOLLOWED, fault: () => faults[0] });
  api.put(NAMESPACES, namespaceOf("shop"));
  const server = await started({ connection: await connectTo(api.url) });
  await ready(server);
  faults.push({ stall: true });
  api.cutAll();
  expect(await asked(server, PRIVILEGED)).toContain('"allowed":false');
  expect(await asked(server, POD)).toContain('"allowed":true');
  // Of a namespace that is not known it is asked, for half of the time that there is.
  const elsewhere = reviewOf({
    object: podOf({ securityContext: { privileged: true } }),
    namespace: "new",
  });
  expect(await asked(server, elsewhere, { path: "/validate?timeout=2s" })).toContain(
    '"allowed":false',
  );
  const stricter = reviewOf({
    object: namespaceOf("shop", { "pod-security.kubernetes.io/enforce": "restricted" }),
    oldObject: namespaceOf("shop"),
    ...{ kind: ["", "v1", "Namespace"], resource: "namespaces", operation: "UPDATE" },
    ...{ name: "shop", namespace: "shop" },
  });
  expect(await asked(server, stricter, { path: "/validate?timeout=2s" })).toContain('"uid"');
});

/** Until what is around is known. */
async function ready({ healthPort }: RunningServer): Promise<void> {
  for (;;) {
    const { ok } = await fetch(`http://127.0.0.1:${healthPort}/readyz`);
    if (ok) return;
    await new Promise((settle) => {
      setTimeout(settle, 20);
    });
  }
}
