import { listAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

// A prefix that ends inside a name: others can have a name that goes on from there.
const OPEN_END = /[A-Za-z0-9]$/;

/** The repositories that a K8sAllowedRepos constraint allows end where a name ends. */
export const gatekeeperRepositoryPrefix: ObjectCheck = {
  on: "object",
  kinds: ["constraints.gatekeeper.sh/K8sAllowedRepos"],
  id: "gatekeeper-repository-prefix",
  title: "Gatekeeper allowed repository without a trailing slash",
  topic: "images",
  severity: "high",
  description:
    "Gatekeeper's `K8sAllowedRepos` allows every image whose name begins with one of `repos`. `registry.example.com` then allows `registry.example.com.evil.org/miner` too, and `docker.io/shop` allows `docker.io/shopkeeper/miner`. A trailing slash prevents that. Entries that contain a tag or a digest are left out.",
  remediation: "End every entry of `spec.parameters.repos` with a slash.",
  references: referencesTo({
    "mitre-attack": ["T1610", "T1525"],
    "ms-threat-matrix": ["MS-TA9002"],
    "nist-800-190": ["3.1.5"],
  }),
  aliases: ["trivy:KSV-0124"],

  *evaluate({ object }) {
    for (const [index, repository] of listAt(object, "spec", "parameters", "repos").entries()) {
      if (typeof repository !== "string" || !OPEN_END.test(repository) || isWhole(repository))
        continue;
      const path = ["spec", "parameters", "repos", index];
      const message = `constraint allows every image whose name begins with ${repository}`;
      yield { path, message, fix: replacing("may-break", path, `${repository}/`) };
    }
  },

  examples: {
    violating: [
      {
        title: "only the entries that go on",
        objects: [
          {
            apiVersion: "constraints.gatekeeper.sh/v1beta1",
            kind: "K8sAllowedRepos",
            metadata: { name: "ours" },
            spec: {
              parameters: {
                repos: ["registry.example.com", "docker.io/shop/", "docker.io/library/nginx:1.29"],
              },
            },
          },
        ],
        violations: [
          "K8sAllowedRepos/ours spec.parameters.repos[0]: constraint allows every image whose name begins with registry.example.com",
        ],
      },
    ],
    compliant: [
      {
        title: "a slash at the end",
        objects: [
          {
            apiVersion: "constraints.gatekeeper.sh/v1beta1",
            kind: "K8sAllowedRepos",
            metadata: { name: "ours" },
            spec: { parameters: { repos: ["registry.example.com/"] } },
          },
        ],
      },
    ],
  },
};

// With a tag or digest: a colon or an at sign after the last slash of a name that has one.
function isWhole(repository: string): boolean {
  return /\/[^/]*[:@][^/]*$/.test(repository);
}
