import { CERTIFICATES, IN_NAMESPACE, LABELS, NAME, POD_LABELS, SELECTOR } from "./names.ts";
import {
  NAMESPACE,
  type ObjectTemplate,
  type Template,
  text,
  VERSION,
  value,
  where,
} from "./template.ts";

/** Where the server listens in its Pods. */
const PORTS = { admission: 8443, health: 8080 } as const;

/** How long a Pod that ends goes on answering: API servers keep connections to it and notice late that it is no endpoint any more. */
const DRAIN_SECONDS = 15;

/** The namespace: nothing in it needs more than the restricted level. */
export const namespace: ObjectTemplate = {
  when: { path: "createNamespace" },
  object: {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: NAMESPACE,
      labels: {
        ...LABELS,
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    },
  },
};

export const serviceAccount: ObjectTemplate = {
  object: {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: IN_NAMESPACE,
    automountServiceAccountToken: false,
  },
};

/** What is enforced; a change is read by the running server. */
export const configuration: ObjectTemplate = {
  object: {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: IN_NAMESPACE,
    data: {
      "watertight.yaml": { $: "file", path: "configuration" },
      "policies.yaml": where("policies", value("policies")),
    },
  },
};

/** Empty: the server fills it. So it need not have the right to create Secrets, which cannot be limited to one name. */
export const certificates: ObjectTemplate = {
  when: { path: "tls.secretName", not: true },
  object: {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { ...IN_NAMESPACE, name: CERTIFICATES },
    type: "Opaque",
  },
};

export const service: ObjectTemplate = {
  object: {
    apiVersion: "v1",
    kind: "Service",
    metadata: IN_NAMESPACE,
    spec: {
      type: "ClusterIP",
      selector: SELECTOR,
      ports: [
        { name: "admission", port: 443, protocol: "TCP", targetPort: "admission" },
        { name: "metrics", port: PORTS.health, protocol: "TCP", targetPort: "health" },
      ],
    },
  },
};

const SPREAD = [
  { topologyKey: "kubernetes.io/hostname", otherwise: "topologySpread.nodes" },
  { topologyKey: "topology.kubernetes.io/zone", otherwise: "topologySpread.zones" },
].map(({ topologyKey, otherwise }) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: value(otherwise),
  labelSelector: { matchLabels: SELECTOR },
  matchLabelKeys: ["pod-template-hash"],
  nodeTaintsPolicy: "Honor",
}));

const TLS_FOLDER = "/etc/watertight/tls";

function probe(path: string): Template {
  return { path, port: "health", scheme: "HTTP" };
}

const container: Template = {
  name: "server",
  image: where(
    "image.digest",
    text(value("image.repository"), "@", value("image.digest")),
    where(
      "image.tag",
      text(value("image.repository"), ":", value("image.tag")),
      text(value("image.repository"), ":", VERSION),
    ),
  ),
  imagePullPolicy: value("image.pullPolicy"),
  args: [
    "serve",
    "--admission",
    "--cluster",
    text("--service=", NAMESPACE, `/${NAME}`),
    text("--config-map=", NAMESPACE, `/${NAME}`),
    where(
      "tls.secretName",
      `--tls-cert=${TLS_FOLDER}/tls.crt`,
      text("--certificates-secret=", NAMESPACE, `/${CERTIFICATES}`),
    ),
    where("tls.secretName", `--tls-key=${TLS_FOLDER}/tls.key`, `--webhook-configuration=${NAME}`),
    `--port=${PORTS.admission}`,
    `--health-port=${PORTS.health}`,
    `--drain=${DRAIN_SECONDS}`,
    text("--log-level=", value("logLevel")),
  ],
  ports: [
    { name: "admission", containerPort: PORTS.admission, protocol: "TCP" },
    { name: "health", containerPort: PORTS.health, protocol: "TCP" },
  ],
  startupProbe: { httpGet: probe("/readyz"), periodSeconds: 1, failureThreshold: 120 },
  readinessProbe: {
    httpGet: probe("/readyz"),
    periodSeconds: 2,
    timeoutSeconds: 2,
    failureThreshold: 2,
  },
  livenessProbe: {
    httpGet: probe("/livez"),
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 3,
  },
  resources: value("resources"),
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    privileged: false,
    readOnlyRootFilesystem: true,
  },
  volumeMounts: [
    { name: "token", mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", readOnly: true },
    where("tls.secretName", { name: "tls", mountPath: TLS_FOLDER, readOnly: true }),
  ],
};

/** The token of the account, as it is mounted by itself: said here, so that it is in no Pod that somebody else makes with this account. */
const TOKEN = {
  name: "token",
  projected: {
    defaultMode: 0o440,
    sources: [
      { serviceAccountToken: { path: "token", expirationSeconds: 3600 } },
      { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
      {
        downwardAPI: {
          items: [{ path: "namespace", fieldRef: { fieldPath: "metadata.namespace" } }],
        },
      },
    ],
  },
};

export const deployment: ObjectTemplate = {
  object: {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: IN_NAMESPACE,
    spec: {
      replicas: value("replicas"),
      revisionHistoryLimit: 3,
      selector: { matchLabels: SELECTOR },
      // No Pod goes before its successor answers.
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels: POD_LABELS },
        spec: {
          serviceAccountName: NAME,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName: where("priorityClassName", value("priorityClassName")),
          imagePullSecrets: where("image.pullSecrets", value("image.pullSecrets")),
          dnsConfig: { options: [{ name: "ndots", value: "1" }] },
          terminationGracePeriodSeconds: DRAIN_SECONDS + 15,
          nodeSelector: where("nodeSelector", value("nodeSelector")),
          tolerations: where("tolerations", value("tolerations")),
          topologySpreadConstraints: SPREAD,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            runAsGroup: 65532,
            fsGroup: 65532,
            seccompProfile: { type: "RuntimeDefault" },
          },
          containers: [container],
          volumes: [
            TOKEN,
            where("tls.secretName", {
              name: "tls",
              secret: { secretName: value("tls.secretName"), defaultMode: 0o440 },
            }),
          ],
        },
      },
    },
  },
};

export const disruptionBudget: ObjectTemplate = {
  object: {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: IN_NAMESPACE,
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: SELECTOR },
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    },
  },
};

/** What has a priority of the system may need a quota that allows it (https://kubernetes.io/docs/concepts/policy/resource-quotas/#limit-priority-class-consumption-by-default). */
export const quota: ObjectTemplate = {
  when: { path: "priorityClassName" },
  object: {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: IN_NAMESPACE,
    spec: {
      hard: { pods: "100" },
      scopeSelector: {
        matchExpressions: [
          { operator: "In", scopeName: "PriorityClass", values: [value("priorityClassName")] },
        ],
      },
    },
  },
};

export const networkPolicy: ObjectTemplate = {
  when: { path: "networkPolicy.enabled" },
  object: {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: IN_NAMESPACE,
    spec: {
      // All Pods of the namespace: there are no others.
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        // The API server has no label that a policy could select.
        {
          ports: [{ port: "admission", protocol: "TCP" }],
          from: where("networkPolicy.apiServers", [
            { $: "each", path: "networkPolicy.apiServers", within: ["ipBlock", "cidr"] },
          ]),
        },
        where("networkPolicy.metricsFrom", {
          ports: [{ port: "health", protocol: "TCP" }],
          from: [
            {
              namespaceSelector: {
                matchExpressions: [
                  {
                    key: "kubernetes.io/metadata.name",
                    operator: "In",
                    values: value("networkPolicy.metricsFrom"),
                  },
                ],
              },
            },
          ],
        }),
      ],
      egress: [
        { ports: [443, 6443].map((port) => ({ port, protocol: "TCP" })) },
        // Registries have names.
        where("configuration.admission.images", {
          ports: ["TCP", "UDP"].map((protocol) => ({ port: 53, protocol })),
        }),
      ],
    },
  },
};
