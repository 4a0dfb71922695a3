import { expect, it } from "vitest";
import {
  ACCOUNT,
  configMapOf,
  deploymentIn,
  type FalseAlarm,
  foundBy,
  objectOf,
  podOf,
  podWith,
  SECRET,
  SERVICE,
  WEB,
} from "../../testing/false-alarm-objects.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { ExampleAssumptions } from "./check.ts";
import { role, rule } from "./writing/rbac-examples.ts";

// As in false-alarms.test.ts, of what depends on other objects or on how much of a cluster the input is.

const WHOLE: ExampleAssumptions = { wholeCluster: true };

function policyIn(namespace: string, podSelector: JsonObject): KubernetesObject {
  const spec = { podSelector };
  return objectOf("networking.k8s.io/v1", "NetworkPolicy", { name: "policy", namespace }, { spec });
}

const ciliumPolicyIn = (namespace: string): KubernetesObject =>
  objectOf(
    "cilium.io/v2",
    "CiliumNetworkPolicy",
    { name: "all", namespace },
    { spec: { endpointSelector: {} } },
  );
const silentAccount = (name: string): KubernetesObject =>
  objectOf("v1", "ServiceAccount", name, { automountServiceAccountToken: false });
const registryKey = (name: string): KubernetesObject =>
  objectOf("v1", "Secret", name, { type: "kubernetes.io/dockerconfigjson" });
const helmRecord = (type: string): KubernetesObject =>
  objectOf("v1", "Secret", "sh.helm.release.v1.shop.v1", { type, data: { release: "SDRzSQ==" } });
const dashboards = (labels: JsonObject): KubernetesObject =>
  objectOf("v1", "ConfigMap", { name: "dashboards", labels });

it.each<[string, FalseAlarm]>([
  [
    "8: names of files and variables of a shell in a ConfigMap are no secrets", // trivy #9049, #8198, teleport-plugins #881
    {
      check: "secret-in-config-map",
      right: [
        configMapOf({
          "password.txt": "see the runbook",
          "token-refresh.sh":
            '#!/bin/sh\nexport TOKEN="${VAULT_TOKEN:-}"\nPASSWORD=$(cat /run/pw)\n',
          passwordFile: "/etc/teleport/password",
          "app.properties": "db.password=${DB_PASSWORD}\nkeystore=keystore.jks\n",
        }),
      ],
      wrong: [
        configMapOf({
          "token-refresh.sh": '#!/bin/sh\nexport TOKEN="${VAULT_TOKEN:-}"\n',
          "app.properties": "db.password=correct-horse\n",
        }),
      ],
      finds: ["ConfigMap/settings data[app.properties]"],
    },
  ],
  [
    "9: a network policy is for pods of its own namespace", // checkov #7474
    {
      check: "no-network-policy-selects-pod",
      right: [policyIn("shop", {}), deploymentIn("shop", WEB)],
      wrong: [policyIn("bank", {}), deploymentIn("shop", WEB)],
      finds: ["Deployment/web spec.template.metadata.labels"],
    },
  ],
  [
    "9: a network policy selects by matchExpressions too", // checkov #7668
    {
      check: "no-network-policy-selects-pod",
      right: [
        policyIn("shop", { matchExpressions: [{ key: "app", operator: "In", values: ["web"] }] }),
        deploymentIn("shop", WEB),
      ],
      wrong: [
        policyIn("shop", {
          matchExpressions: [{ key: "app", operator: "NotIn", values: ["web"] }],
        }),
        deploymentIn("shop", WEB),
      ],
      finds: ["Deployment/web spec.template.metadata.labels"],
    },
  ],
  [
    "9: a policy that only Cilium understands is a policy", // checkov #7444
    {
      check: "no-network-policy-selects-pod",
      right: [ciliumPolicyIn("shop"), deploymentIn("shop", WEB)],
      wrong: [ciliumPolicyIn("bank"), deploymentIn("shop", WEB)],
      finds: ["Deployment/web spec.template.metadata.labels"],
    },
  ],
  [
    "10: a Service whose pods the input need not show does not dangle", // kube-linter #179, #87, #76
    {
      check: "service-selects-nothing",
      right: [SERVICE],
      wrong: [SERVICE, deploymentIn("bank", WEB)],
      wrongIn: WHOLE,
      finds: ["Service/web spec.selector"],
    },
  ],
  [
    "10: an account that is created elsewhere is not missing", // kube-linter #137
    {
      check: "service-account-missing",
      right: [podWith({ serviceAccountName: "elsewhere" }), ACCOUNT],
      wrong: [podWith({ serviceAccountName: "elsewhere" }), ACCOUNT],
      wrongIn: WHOLE,
      finds: ["Pod/web spec.serviceAccountName"],
    },
  ],
  [
    "11: a pod without a token does not use the default account", // kube-linter #135
    {
      check: "default-service-account-used",
      right: [podWith({ automountServiceAccountToken: false })],
      wrong: [podWith({})],
      finds: ["Pod/web spec.serviceAccountName"],
    },
  ],
  [
    "11: nor does one whose account mounts none", // kube-linter #135
    {
      check: "default-service-account-used",
      right: [podWith({}), silentAccount("default")],
      wrong: [podWith({ automountServiceAccountToken: true }), silentAccount("default")],
      finds: ["Pod/web spec.serviceAccountName"],
    },
  ],
  [
    "12: a Secret that an environment variable takes its value from is used", // popeye #161
    {
      check: "secret-unused",
      assumptions: WHOLE,
      right: [
        SECRET,
        podOf({
          env: [{ name: "PW", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }],
        }),
      ],
      wrong: [SECRET, podOf({ env: [{ name: "PW", value: "none" }] })],
      finds: ["Secret/db metadata.name"],
    },
  ],
  [
    "12: a Secret that images are pulled with is used, by a pod or by an account", // popeye #32
    {
      check: "secret-unused",
      assumptions: WHOLE,
      right: [
        registryKey("registry"),
        registryKey("mirror"),
        podWith({ imagePullSecrets: [{ name: "registry" }] }),
        objectOf("v1", "ServiceAccount", "robot", { imagePullSecrets: [{ name: "mirror" }] }),
      ],
      wrong: [registryKey("mirror"), podWith({})],
      finds: ["Secret/mirror metadata.name"],
    },
  ],
  [
    "12: the records that Helm keeps of its releases are used", // popeye #30
    {
      check: "secret-unused",
      assumptions: WHOLE,
      right: [helmRecord("helm.sh/release.v1")],
      wrong: [helmRecord("Opaque")],
      finds: ["Secret/sh.helm.release.v1.shop.v1 metadata.name"],
    },
  ],
  [
    "12: a ConfigMap that a sidecar loads by its label is used", // k8sgpt #1602, skyhook radar #1067
    {
      check: "config-map-unused",
      assumptions: WHOLE,
      right: [dashboards({ grafana_dashboard: "1" }), podWith({})],
      wrong: [dashboards({ app: "grafana" }), podWith({})],
      finds: ["ConfigMap/dashboards metadata.name"],
    },
  ],
  [
    "13: a network policy for pods that the input need not show selects them", // KICS #3759, #1975
    {
      check: "network-policy-selects-nothing",
      right: [policyIn("shop", { matchLabels: WEB })],
      wrong: [policyIn("shop", { matchLabels: WEB }), deploymentIn("bank", WEB)],
      wrongIn: WHOLE,
      finds: ["NetworkPolicy/policy spec.podSelector"],
    },
  ],
  [
    "13: a role for one Secret by name, for writing, or for another group's secrets reads none", // KICS #2199
    {
      check: "secrets-readable",
      right: [
        role("one", rule(["get"], "", ["secrets"], ["web-tls"])),
        // Not "delete", whose answer holds the Secret where a finalizer is asked for.
        role("write", rule(["create", "update"], "", ["secrets"])),
        role("other", rule(["get", "list"], "example.com", ["secrets"])),
      ],
      wrong: [role("all", rule(["list"], "", ["configmaps", "secrets"]))],
      finds: ["Role/all rules[0].resources[1]"],
    },
  ],
  [
    "13: what the pod says of its token goes before what its account says", // KICS #5078
    {
      check: "service-account-token-mounted",
      right: [
        podWith({ automountServiceAccountToken: false, serviceAccountName: "robot" }),
        ACCOUNT,
      ],
      wrong: [
        podWith({ automountServiceAccountToken: true, serviceAccountName: "robot" }),
        silentAccount("robot"),
      ],
      finds: ["Pod/web spec.automountServiceAccountToken"],
    },
  ],
])("%s", (_, { check, right, wrong, finds, assumptions, wrongIn = assumptions }) => {
  expect(foundBy(check, right, assumptions)).toEqual([]);
  expect(foundBy(check, wrong, wrongIn)).toEqual(finds);
});
