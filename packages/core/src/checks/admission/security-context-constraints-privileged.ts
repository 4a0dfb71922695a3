import { valueAt } from "../../kubernetes/json-fields.ts";
import type { ObjectCheck } from "../check.ts";
import { replacing } from "../writing/fixes.ts";
import { referencesTo } from "../writing/references.ts";

/** No SecurityContextConstraints of the users' allow privileged containers. */
export const securityContextConstraintsPrivileged: ObjectCheck = {
  on: "object",
  kinds: ["security.openshift.io/SecurityContextConstraints"],
  id: "security-context-constraints-privileged",
  title: "SecurityContextConstraints allow privileged containers",
  topic: "admission",
  severity: "high",
  description:
    "Whoever may use these constraints can create a privileged container and control the node. OpenShift's own `privileged` and `node-exporter` are left out; RBAC decides who may use them.",
  remediation:
    "Set `allowPrivilegedContainer: false` and grant the one capability or volume that is needed.",
  references: referencesTo({ "mitre-attack": ["T1611"], "ms-threat-matrix": ["MS-TA9018"] }),
  aliases: ["kube-linter:scc-deny-privileged-container"],

  *evaluate({ object, reference }) {
    if (reference.name === "privileged" || reference.name === "node-exporter") return;
    const path = ["allowPrivilegedContainer"];
    if (valueAt(object, ...path) !== true) return;
    yield {
      path,
      message: "constraints allow privileged containers",
      fix: replacing("may-break", path, false),
    };
  },

  examples: {
    violating: [
      {
        title: "constraints of the users, beside those of OpenShift",
        objects: [
          {
            apiVersion: "security.openshift.io/v1",
            kind: "SecurityContextConstraints",
            metadata: { name: "builds" },
            allowPrivilegedContainer: true,
          },
          {
            apiVersion: "security.openshift.io/v1",
            kind: "SecurityContextConstraints",
            metadata: { name: "privileged" },
            allowPrivilegedContainer: true,
          },
        ],
        violations: [
          "SecurityContextConstraints/builds allowPrivilegedContainer: constraints allow privileged containers",
        ],
      },
    ],
    compliant: [
      {
        title: "constraints that say no",
        objects: [
          {
            apiVersion: "security.openshift.io/v1",
            kind: "SecurityContextConstraints",
            metadata: { name: "builds" },
            allowPrivilegedContainer: false,
          },
        ],
      },
    ],
  },
};
