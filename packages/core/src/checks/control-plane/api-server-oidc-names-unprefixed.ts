import type { PodCheck } from "../check.ts";
import { askingFlags, componentPod, type FlagDemand } from "../facts/control-plane-flags.ts";
import { referencesTo } from "../writing/references.ts";

const FLAG = "oidc-issuer-url";

const DEMAND: FlagDemand = {
  component: "kube-apiserver",
  flag: FLAG,
  fault: ({ valueOf }) => {
    if (valueOf(FLAG) === undefined) return undefined;
    const claims = [
      ...(valueOf("oidc-groups-claim") !== undefined && valueOf("oidc-groups-prefix") === undefined
        ? ["groups"]
        : []),
      // Without a prefix of its own a name gets that of the issuer, unless it is an address of e-mail.
      ...(valueOf("oidc-username-prefix") === "-" && valueOf("oidc-username-claim") !== "email"
        ? ["user names"]
        : []),
    ];
    return claims.length > 0
      ? `takes ${claims.join(" and ")} of its OIDC issuer without a prefix`
      : undefined;
  },
};

/** Reports a kube-apiserver that takes names of an OIDC issuer for its own. */
export const apiServerOidcNamesUnprefixed: PodCheck = {
  on: "pod",
  id: "api-server-oidc-names-unprefixed",
  title: "Names of an OIDC issuer without a prefix",
  topic: "control-plane",
  severity: "medium",
  description:
    "What the issuer's tokens say stands for itself: whoever administers groups there, or may create one, can name one as the cluster names its own, for instance like a group that a binding makes cluster-admin, and a user like a component. With a prefix no name of the issuer is one of the cluster's.",
  remediation:
    "Set `--oidc-groups-prefix` and `--oidc-username-prefix`, for instance to `oidc:`, and the subjects of bindings with it.",
  references: referencesTo({ "mitre-attack": ["T1078", "T1098"] }),

  ...askingFlags(DEMAND),

  examples: {
    violating: [
      {
        title: "groups as they are",
        pod: componentPod(
          "kube-apiserver",
          "--oidc-issuer-url=https://login.example.com",
          "--oidc-groups-claim=groups",
        ),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver takes groups of its OIDC issuer without a prefix",
        ],
      },
      {
        title: "names as they are",
        pod: componentPod(
          "kube-apiserver",
          "--oidc-issuer-url=https://login.example.com",
          "--oidc-username-prefix=-",
        ),
        violations: [
          "spec.containers[1].command[1]: kube-apiserver takes user names of its OIDC issuer without a prefix",
        ],
      },
    ],
    compliant: [
      {
        title: "a prefix",
        pod: componentPod(
          "kube-apiserver",
          "--oidc-issuer-url=https://login.example.com",
          "--oidc-groups-claim=groups",
          "--oidc-groups-prefix=oidc:",
        ),
      },
      {
        title: "no groups, and the issuer before names",
        pod: componentPod("kube-apiserver", "--oidc-issuer-url=https://login.example.com"),
      },
    ],
  },
};
