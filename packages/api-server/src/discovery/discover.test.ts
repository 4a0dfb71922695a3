import { expect, test } from "vitest";
import { connectTo } from "../../testing/ask.ts";
import { startFakeServer } from "../../testing/fake-server.ts";
import { DEPLOYMENTS, PODS, SECRETS, WIDGETS } from "../../testing/resources.ts";
import { discover } from "./discover.ts";

const RESOURCES = [
  SECRETS,
  PODS,
  { ...PODS, name: "pods/status" },
  { ...PODS, name: "bindings", kind: "Binding", verbs: ["create"] },
  WIDGETS,
  { ...WIDGETS, version: "v1alpha1" },
  { ...WIDGETS, version: "v1alpha1", name: "gadgets", kind: "Gadget", verbs: ["list"] },
  { ...DEPLOYMENTS, group: "extensions", version: "v1beta1" },
  DEPLOYMENTS,
];

const WANTED = [
  "v1 pods Pod namespaced watchable",
  "v1 secrets Secret namespaced watchable",
  "apps/v1 deployments Deployment namespaced watchable",
  "shop.example.com/v1alpha1 gadgets Gadget namespaced",
  "shop.example.com/v1beta1 widgets Widget namespaced watchable",
];

async function discovered(discovery: "aggregated-v2" | "aggregated-v2beta1" | "legacy") {
  const server = await startFakeServer({ resources: RESOURCES, discovery });
  const { resources, unavailable } = await discover(await connectTo(server.url));
  const lines = resources.map(
    ({ group, version, name, kind, namespaced, watchable }) =>
      `${group === "" ? "" : `${group}/`}${version} ${name} ${kind}${namespaced ? " namespaced" : ""}${watchable ? " watchable" : ""}`,
  );
  return { lines, unavailable, requests: server.seen.length };
}

test("aggregated discovery tells all in two requests, in whichever version", async () => {
  const wanted = { lines: WANTED, unavailable: [], requests: 2 };
  expect(await discovered("aggregated-v2")).toEqual(wanted);
  expect(await discovered("aggregated-v2beta1")).toEqual(wanted);
});

test("an older server is asked for each version of each group, and tells the same", async () => {
  expect(await discovered("legacy")).toEqual({ lines: WANTED, unavailable: [], requests: 7 });
});

test("a group whose API service is down is named, the others are there", async () => {
  for (const discovery of ["aggregated-v2", "legacy"] as const) {
    const server = await startFakeServer({
      ...{ resources: [PODS, WIDGETS], discovery },
      down: new Set(["shop.example.com"]),
    });
    const connection = await connectTo(server.url, { clock: { sleep: () => Promise.resolve() } });
    const { resources, unavailable } = await discover(connection);
    expect(resources.map(({ name }) => name)).toEqual(["pods"]);
    expect(unavailable).toEqual([
      {
        ...{ group: "shop.example.com", version: "v1beta1" },
        reason:
          discovery === "legacy"
            ? "its API service answers 503: ServiceUnavailable"
            : "its API service does not answer",
      },
    ]);
  }
});

test("a server that does not say what it serves is told of in a sentence", async () => {
  const server = await startFakeServer({ fault: () => ({ status: 403 }) });
  await expect(discover(await connectTo(server.url))).rejects.toThrow(
    `${server.url} does not say what it serves (/api answers 403: Fault); is it an API server, and may this identity see /api (ClusterRole system:discovery)?`,
  );
});
