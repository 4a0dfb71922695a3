import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";

const KINDS = [
  "Deployment",
  "Pod",
  "Pod",
  "ConfigMap",
  "ConfigMap",
  "Secret",
  "Service",
  "ServiceAccount",
  "Role",
  "RoleBinding",
];
const RBAC = "rbac.authorization.k8s.io";

/** So many objects of the kinds that clusters have most of, in forty namespaces, as if they had been applied. */
export function largeCluster(count: number): readonly KubernetesObject[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length] ?? "";
    const number = Math.floor(index / KINDS.length);
    const app = `app-${number}`;
    return objectOf(kind, {
      app,
      name:
        kind === "Pod" ? `${app}-${index % 2}` : kind === "ConfigMap" ? `${app}-${index % 2}` : app,
      namespace: `team-${number % 40}`,
    });
  });
}

interface Named {
  readonly app: string;
  readonly name: string;
  readonly namespace: string;
}

function objectOf(kind: string, { app, name, namespace }: Named): KubernetesObject {
  const labels = { "app.kubernetes.io/name": app, "example.com/team": namespace };
  const body = BODIES[kind]?.({ app, name, namespace }, labels) ?? {};
  const apiVersion =
    kind === "Deployment" ? "apps/v1" : kind.startsWith("Role") ? `${RBAC}/v1` : "v1";
  const bare = { apiVersion, kind, metadata: { name, namespace, labels }, ...body };
  const annotations = {
    "kubectl.kubernetes.io/last-applied-configuration": `${JSON.stringify(bare)}\n`,
  };
  return { ...bare, metadata: { name, namespace, labels, annotations } };
}

const BODIES: Readonly<Record<string, (named: Named, labels: JsonObject) => JsonObject>> = {
  Deployment: ({ app }, labels) => ({
    spec: {
      replicas: 2,
      selector: { matchLabels: { "app.kubernetes.io/name": app } },
      template: { metadata: { labels }, spec: podSpec(app) },
    },
  }),
  Pod: ({ app }) => ({ spec: podSpec(app) }),
  ConfigMap: ({ app }) => ({
    data: { "application.yaml": `name: ${app}\n${"# settings\n".repeat(40)}` },
  }),
  Secret: () => ({ type: "Opaque", data: { password: "cGFzc3dvcmQ=" } }),
  Service: ({ app }) => ({
    spec: { selector: { "app.kubernetes.io/name": app }, ports: [{ port: 80, targetPort: 8080 }] },
  }),
  ServiceAccount: () => ({ automountServiceAccountToken: false }),
  Role: () => ({ rules: [{ verbs: ["get", "list"], apiGroups: [""], resources: ["configmaps"] }] }),
  RoleBinding: ({ app, namespace }) => ({
    roleRef: { apiGroup: RBAC, kind: "Role", name: app },
    subjects: [{ kind: "ServiceAccount", name: app, namespace }],
  }),
};

function podSpec(app: string): JsonObject {
  return {
    serviceAccountName: app,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        name: "main",
        image: `registry.example.com/${app}:1.4.2`,
        ports: [{ containerPort: 8080 }],
        env: [{ name: "MODE", value: "production" }],
        envFrom: [{ configMapRef: { name: `${app}-1` } }],
        resources: {
          limits: { cpu: "1", memory: "512Mi" },
          requests: { cpu: "100m", memory: "128Mi" },
        },
        readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
      },
    ],
  };
}
