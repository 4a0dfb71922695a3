import type { JsonObject } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { createNetworkAnalysis } from "../../src/network/analysis.ts";
import { canReach } from "../../src/network/can-reach.ts";
import { type AskedPort, parseNetworkPlace } from "../../src/network/places.ts";
import { wholeSnapshotOf } from "../snapshot.ts";

/** Whether `from` reaches `to` at a port under these policies, in a cluster of a shop and a bank. */
export function reaches(
  policies: readonly KubernetesObject[],
  from: string,
  to: string,
  { port = 80, protocol = "TCP" }: Partial<AskedPort> = {},
): string {
  const analysis = createNetworkAnalysis(wholeSnapshotOf([...CLUSTER, ...policies]));
  const places = [from, to].map((text) => parseNetworkPlace(text));
  const [source, destination] = places;
  if (!source || !destination) throw new Error(`no place: ${from} or ${to}`);
  const answer = canReach({ from: source, to: destination, port, protocol }, analysis);
  if ("problem" in answer) throw new Error(answer.problem);
  return answer.found.verdict;
}

function pod(namespace: string, name: string, labels: JsonObject, more: JsonObject = {}) {
  const ports = [{ name: "http", containerPort: 80 }];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels },
    spec: { containers: [{ name: "main", ports }], ...more },
  };
}

const CLUSTER: readonly KubernetesObject[] = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { team: "shop" } } },
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "bank", labels: { team: "bank" } } },
  pod("shop", "web", { app: "web" }),
  pod("shop", "api", { app: "api", tier: "back" }, { serviceAccountName: "api" }),
  pod("shop", "api-2", { app: "api" }),
  pod("bank", "ledger", { app: "ledger" }),
  pod("bank", "ledger-2", { app: "ledger" }),
  pod("bank", "teller", { app: "teller" }),
];
