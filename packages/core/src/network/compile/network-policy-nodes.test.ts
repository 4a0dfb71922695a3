import { describe, expect, it } from "vitest";
import { addressStatus, ask, podOf, policyOf, verdicts } from "../../../testing/network/ask.ts";
import { wholeSnapshotOf } from "../../../testing/snapshot.ts";
import { createNetworkAnalysis } from "../analysis.ts";

describe("nodes and pods that are no ordinary pods", () => {
  const closed = policyOf("x/p", { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  const host = (node: string): ReturnType<typeof podOf> =>
    podOf(
      "x/host",
      { app: "host" },
      { hostNetwork: true, nodeName: node },
      addressStatus("192.168.0.1"),
    );
  const server = podOf("x/s", { app: "s" }, { nodeName: "n1" }, addressStatus("10.0.0.5"));

  it("a pod on the host's network is not selected, and is its node to others", () => {
    const objects = [host("n2"), server, closed];
    const node = { hostNetworkPods: "node" } as const;
    expect(verdicts(["x/s => x/host TCP 80", "x/host => x/s TCP 80"], objects, node)).toEqual([
      "x/s => x/host TCP 80: no",
      "x/host => x/s TCP 80: no",
    ]);
    const open = policyOf("x/p", {
      podSelector: {},
      ingress: [{ from: [{ podSelector: {} }] }],
    });
    expect(verdicts(["x/host => x/s TCP 80"], [host("n2"), server, open], node)).toEqual([
      "x/host => x/s TCP 80: no",
    ]);
    expect(
      verdicts(["x/host => x/s TCP 80"], [host("n2"), server, open], { hostNetworkPods: "pod" }),
    ).toEqual(["x/host => x/s TCP 80: yes"]);
  });

  it("it is unknown where the two ways of taking it differ and no plugin is known", () => {
    const { verdict, reason, assumptions } = ask("203.0.113.1 => x/host TCP 80", [
      host("n2"),
      closed,
    ]);
    expect([verdict, reason]).toEqual([
      "unknown",
      "ingress: it depends on whether the network plugin sees pods on the host's network as pods",
    ]);
    expect(assumptions).toContain(
      "Whether policies see pods on the host's network as pods is left to the network plugin: what depends on it is unknown.",
    );
    expect(
      ask("203.0.113.1 => x/host TCP 80", [host("n2"), closed], { cni: "calico" }).verdict,
    ).toBe("yes");
  });

  it("its address is that of the node, which an ipBlock may allow", () => {
    const byAddress = policyOf("x/p", {
      podSelector: { matchLabels: { app: "s" } },
      ingress: [{ from: [{ ipBlock: { cidr: "192.168.0.0/16" } }] }],
    });
    const objects = [host("n2"), server, byAddress];
    expect(ask("x/host => x/s TCP 80", objects, { cni: "calico" }).verdict).toBe("yes");
    // Cilium knows nodes by identity too, unless it is configured to match them.
    expect(ask("x/host => x/s TCP 80", objects, { cni: "cilium" }).verdict).toBe("no");
  });

  it("a pod is open to its own node, and it is unknown where the node is", () => {
    const node = { hostNetworkPods: "node" } as const;
    const same = ask("x/host => x/s TCP 80", [host("n1"), server, closed], node);
    expect([same.verdict, same.ingress.reason]).toEqual([
      "yes",
      "a node always reaches its own pods",
    ]);
    const adrift = podOf("x/host", { app: "host" }, { hostNetwork: true });
    expect(ask("x/host => x/s TCP 80", [adrift, server, closed], node).verdict).toBe("unknown");
  });

  it("a pod always reaches itself, but the next of its workload can", () => {
    const pod = ask("x/s => x/s TCP 80", [server, closed]);
    expect([pod.verdict, pod.reason]).toEqual([
      "yes",
      "egress: a pod always reaches itself; ingress: a pod always reaches itself",
    ]);
    const deployment = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "d", namespace: "x" },
      spec: { template: { spec: { containers: [{ name: "d" }] } } },
    };
    expect(ask("x/d => x/d TCP 80", [deployment, closed]).verdict).toBe("no");
  });

  it("finished pods have no network any more", () => {
    const done = podOf("x/done", { app: "a" }, {}, { phase: "Succeeded" });
    const { endpoints } = createNetworkAnalysis(
      wholeSnapshotOf([done, podOf("x/a", {}, {}, { phase: "Running" })]),
    );
    expect(endpoints.map(({ podName }) => podName)).toEqual(["a"]);
  });
});
