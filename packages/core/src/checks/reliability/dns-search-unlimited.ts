import type { PodCheck } from "../check.ts";

/** Pods say how many dots make a name complete. */
export const dnsSearchUnlimited: PodCheck = {
  on: "pod",
  id: "dns-search-unlimited",
  title: "DNS ndots left at the default of 5",
  topic: "reliability",
  severity: "info",
  description:
    "With the default of `ndots: 5` every name of the outside world is first asked for in each search domain of the cluster: several questions instead of one, each of which tells the cluster's DNS, or whoever answers for it, more, and loads it. Pods of the node's network and with a DNS policy of their own are left out.",
  remediation:
    "Set `ndots` to 2 in `dnsConfig.options`, after a look at the short names that the program uses.",
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
