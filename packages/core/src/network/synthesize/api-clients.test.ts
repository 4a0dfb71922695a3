import { expect, it } from "vitest";
import { wholeSnapshotOf } from "../../../testing/snapshot.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { createNetworkAnalysis } from "../analysis.ts";
import type { Need, NeedEnd } from "./need.ts";
import { type SynthesisSettings, synthesize } from "./synthesize.ts";

const NOTHING = { needs: [], unresolved: [], assumptions: [] };

function calling(
  spec: object,
  settings: Partial<SynthesisSettings> = {},
  ...more: readonly KubernetesObject[]
): readonly string[] {
  const pod: KubernetesObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "shop" },
    spec: { containers: [{ name: "main", image: "web:1", ...spec }], ...spec },
  };
  const analysis = createNetworkAnalysis(wholeSnapshotOf([pod, ...more]));
  const { needs, leftOut } = synthesize(analysis, {
    kind: "NetworkPolicy",
    replace: true,
    observed: NOTHING,
    declared: true,
    namespaces: [],
    apiServer: ["10.0.0.1/32"],
    apiClients: [],
    accountRights: () => undefined,
    ...settings,
  });
  const needed = needs.flatMap(({ to, because }) => (to.kind === "api-server" ? because : []));
  return [...new Set(needed), ...leftOut.map(({ flag }) => `left out: ${flag}`)];
}

it.each<[string, object, Partial<SynthesisSettings>, readonly string[]]>([
  ["a token alone", {}, {}, ["left out: --api-client shop/web"]],
  ["no token", { automountServiceAccountToken: false }, {}, []],
  [
    "rights of the account",
    { serviceAccountName: "web" },
    { accountRights: (namespace, name) => `${namespace}/${name} is bound` },
    ["shop/web is bound"],
  ],
  ["what somebody says", {}, { apiClients: ["shop/web"] }, ["--api-client shop/web"]],
  ["what somebody says of all", {}, { apiClients: ["all"] }, ["--api-client all"]],
  [
    "what somebody says of another",
    {},
    { apiClients: ["shop/api"] },
    ["left out: --api-client shop/web"],
  ],
  [
    "a known client",
    { image: "registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.17.0" },
    {},
    ["image registry.k8s.io/kube-state-metrics/kube-state-metrics is a client of the API server"],
  ],
  [
    "an image that only is called like one",
    { image: "kubectl-notes/web:1" },
    {},
    ["left out: --api-client shop/web"],
  ],
  [
    "the server's name in the environment",
    { env: [{ name: "API", value: "https://kubernetes.default.svc:443" }] },
    {},
    ["the API server is named in env API"],
  ],
  [
    "a variable of client libraries",
    { env: [{ name: "KUBECONFIG", value: "/etc/kube/config" }] },
    {},
    ["the API server is named in env KUBECONFIG"],
  ],
  [
    "an argument",
    { args: ["--leader-elect"] },
    {},
    ["the API server is named in arguments of container main"],
  ],
  [
    "a program that is run",
    { command: ["sh", "-c", "kubectl get pods | wc -l"] },
    {},
    ["the API server is named in arguments of container main"],
  ],
  [
    "an argument that switches it off",
    { args: ["--leader-elect=false"] },
    {},
    ["left out: --api-client shop/web"],
  ],
])("the API server is needed as far as %s shows it", (_, spec, settings, expected) => {
  expect(calling(spec, settings)).toEqual(expected);
});

it("the API server is needed where it was seen", () => {
  const from: NeedEnd = {
    kind: "workload",
    workload: { namespace: "shop", name: "web", kind: "Pod" },
  };
  const to: NeedEnd = { kind: "api-server", cidrs: ["10.0.0.1/32"] };
  const seen: Need = { from, to, protocol: "TCP", port: 6443, because: ["seen"] };
  expect(calling({}, { observed: { ...NOTHING, needs: [seen] } })).toEqual(["seen"]);
});
