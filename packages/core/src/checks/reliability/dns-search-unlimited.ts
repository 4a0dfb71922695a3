import type { PodCheck } from "../check.ts";

/** Pods say how many dots make a name complete. */
export const dnsSearchUnlimited: PodCheck = {
  on: "pod",
  id: "dns-search-unlimited",
  title: "DNS ndots left at the default of 5",
  topic: "reliability",
  severity: "info",
  description:
    "With the default of `ndots: 5` every external name is first looked up in each search domain of the cluster: several queries instead of one, which load the cluster's DNS and reveal the name to whoever answers for it. Pods on the host network and with a DNS policy of their own are left out.",
  remediation:
    "Set `ndots` to 2 in `dnsConfig.options`, after checking which short names the program uses.",
  references: [],
  aliases: ["kube-linter:dnsconfig-options"],

  *evaluate({ spec }) {
    if (spec.hostNetwork === true || (spec.dnsPolicy || "ClusterFirst") !== "ClusterFirst") return;
    if (spec.dnsConfig?.options?.some(({ name }) => name === "ndots")) return;
    yield { path: ["spec", "dnsConfig", "options"], message: "pod does not set ndots" };
  },

  examples: {
    violating: [
      {
        title: "the default",
        pod: { spec: { containers: [{ name: "web" }] } },
        violations: ["spec.dnsConfig.options: pod does not set ndots"],
      },
    ],
    compliant: [
      {
        title: "a number of its own",
        pod: {
          spec: {
            dnsConfig: { options: [{ name: "ndots", value: "2" }] },
            containers: [{ name: "web" }],
          },
        },
      },
    ],
  },
};
