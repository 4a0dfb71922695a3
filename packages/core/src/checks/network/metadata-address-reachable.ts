import type { ObjectCheck } from "../check.ts";
import { NETWORK_POLICIES } from "../facts/kinds.ts";
import { remarksAsViolations } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** No rule for egress allows the address at which the cloud answers with credentials. */
export const metadataAddressReachable: ObjectCheck = {
  on: "object",
  kinds: NETWORK_POLICIES,
  id: "metadata-address-reachable",
  title: "Network policy allows egress to cloud metadata",
  topic: "network",
  severity: "medium",
  description:
    "At 169.254.169.254 (and fd00:ec2::254 on AWS) the cloud's metadata service gives every caller the credentials of the node. A policy isolates the pod for egress and could block that, but a rule allows the address: one server-side request forgery (SSRF) in the pod gives an attacker the node's rights in the cloud account.",
  remediation:
    "Add the address to `except` (`ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}`), and require tokens for the metadata service (IMDSv2 on AWS).",
  references: referencesTo({ "mitre-attack": ["T1552"], "ms-threat-matrix": ["MS-TA9033"] }),
  aliases: ["kubescape:C-0052"],

  *evaluate(entry, cluster) {
    yield* remarksAsViolations(entry, cluster, "metadata-address");
  },

  examples: {
    violating: [
      {
        title: "every address on any port, without exception",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: {},
              policyTypes: ["Egress"],
              egress: [
                { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: 80 }, { port: 443 }] },
              ],
            },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
        violations: [
          "NetworkPolicy/web spec.egress[0]: the rule allows 169.254.169.254, the cloud metadata service with the node's credentials",
        ],
      },
    ],
    compliant: [
      {
        title: "the address excepted",
        objects: [
          {
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: {},
              policyTypes: ["Egress"],
              egress: [
                {
                  to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }],
                  ports: [{ port: 80 }],
                },
              ],
            },
          },
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
            spec: { containers: [{ name: "web" }] },
          },
        ],
      },
    ],
  },
};
