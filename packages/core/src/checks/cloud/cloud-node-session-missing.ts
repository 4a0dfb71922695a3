import type { ObjectCheck } from "../check.ts";
import { askingFact, CLOUD_NODES, knownText } from "../facts/cloud-facts.ts";
import { answer, eksPool, gkePool } from "../writing/cloud-examples.ts";
import { referencesTo } from "../writing/references.ts";

/** No audited shell on nodes. */
export const cloudNodeSessionMissing: ObjectCheck = {
  on: "object",
  id: "cloud-node-session-missing",
  title: "No audited shell on nodes",
  topic: "cloud",
  severity: "low",
  description:
    "Where neither Session Manager nor OS Login gives a shell on nodes, people use keys that nobody withdraws, from addresses that have to be let in, and nothing records what they do.",
  remediation:
    "On EKS attach `AmazonSSMManagedInstanceCore` to the node role; on GKE set `enable-oslogin` to `TRUE` in the project's metadata.",
  references: referencesTo({ "mitre-attack": ["T1021.004"] }),

  ...askingFact({
    kinds: CLOUD_NODES,
    fact: "sessionAccess",
    fault: (isThere, { object }) => {
      if (isThere !== false) return undefined;
      return knownText(object, "provider") === "gke"
        ? "no shell by OS Login"
        : "no shell by Session Manager";
    },
  }),

  examples: {
    violating: [
      {
        title: "a node role without the policy",
        objects: [],
        documents: [
          eksPool({ nodeRole: "arn:aws:iam::111122223333:role/node" }),
          answer("policies-of-node.json", {
            AttachedPolicies: [
              {
                PolicyName: "AmazonEKSWorkerNodePolicy",
                PolicyArn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
              },
            ],
          }),
        ],
        violations: [
          "CloudNodePool/eks/shop/workers nodegroup.nodeRole: no shell by Session Manager",
        ],
      },
      {
        title: "a project without OS Login",
        objects: [],
        documents: [
          gkePool({}),
          answer("project.json", {
            kind: "compute#project",
            name: "shop",
            commonInstanceMetadata: { items: [] },
          }),
        ],
        violations: ["CloudNodePool/gke/shop/europe-west1/shop/workers : no shell by OS Login"],
      },
    ],
    compliant: [
      {
        title: "the policy",
        objects: [],
        documents: [
          eksPool({ nodeRole: "arn:aws:iam::111122223333:role/node" }),
          answer("policies-of-node.json", {
            AttachedPolicies: [
              {
                PolicyName: "AmazonSSMManagedInstanceCore",
                PolicyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
              },
            ],
          }),
        ],
      },
      {
        title: "OS Login",
        objects: [],
        documents: [
          gkePool({}),
          answer("project.json", {
            kind: "compute#project",
            name: "shop",
            commonInstanceMetadata: { items: [{ key: "enable-oslogin", value: "TRUE" }] },
          }),
        ],
      },
      {
        title: "a role whose policies are not in the input",
        objects: [],
        documents: [eksPool({ nodeRole: "arn:aws:iam::111122223333:role/node" })],
      },
    ],
  },
};
