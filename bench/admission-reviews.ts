import type { JsonObject } from "@watertight/core/kubernetes";

/*
 * Reviews of Pods of four containers as careful people write them, as the API server sends them: those of one template differ in their
 * names, their identifiers, the time and the name of the volume of their token.
 */

const NAME = "{name}";
const UID = "{uid}";
const TOKEN = "{token}";

/** The review of the Pod `number` of the template `template`. */
export function reviewOf(template: number, number: number): string {
  const text = known.get(template) ?? templateText(template);
  known.set(template, text);
  const [oldest] = known.keys();
  if (known.size > 64 && oldest !== undefined) known.delete(oldest);
  const token = (number % 60_000_000).toString(36).padStart(5, "0");
  return text
    .replaceAll(NAME, `web-${template}-${number}`)
    .replaceAll(UID, `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`)
    .replaceAll(TOKEN, `kube-api-access-${token}`);
}

const known = new Map<number, string>();

function templateText(template: number): string {
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: NAME,
      generateName: `web-${template}-`,
      namespace: "shop",
      uid: UID,
      creationTimestamp: "2026-07-01T00:00:00Z",
      labels: { app: "web", "pod-template-hash": String(template) },
      ownerReferences: [
        {
          ...{ apiVersion: "apps/v1", kind: "ReplicaSet", name: `web-${template}` },
          ...{ uid: "u", controller: true },
        },
      ],
    },
    spec: {
      containers: Array.from({ length: 4 }, (_, at) => containerOf(template, at)),
      volumes: [
        { name: "data", emptyDir: { sizeLimit: "1Gi" } },
        {
          name: TOKEN,
          projected: {
            sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: "token" } }],
          },
        },
      ],
      serviceAccountName: "web",
      securityContext: {
        ...{ runAsNonRoot: true, runAsUser: 10_001, runAsGroup: 10_001 },
        seccompProfile: { type: "RuntimeDefault" },
      },
    },
  };
  return JSON.stringify({
    apiVersion: "admission.k8s.io/v1",
    kind: "AdmissionReview",
    request: {
      uid: UID,
      kind: { group: "", version: "v1", kind: "Pod" },
      resource: { group: "", version: "v1", resource: "pods" },
      ...{ name: NAME, namespace: "shop", operation: "CREATE" },
      userInfo: { username: "system:serviceaccount:kube-system:replicaset-controller" },
      object: pod,
      oldObject: null,
      dryRun: false,
    },
  });
}

function containerOf(template: number, at: number): JsonObject {
  return {
    name: `part-${at}`,
    image: `registry.example/shop/part-${at}:1.4.${template}`,
    imagePullPolicy: "IfNotPresent",
    ports: [{ containerPort: 8080, name: "http", protocol: "TCP" }],
    env: Array.from({ length: 14 }, (_, index) => ({
      name: `SETTING_${at}_${index}`,
      value: index === 0 ? `run-${template}` : `value of the setting ${at} ${index}`,
    })),
    resources: {
      limits: { cpu: "500m", memory: "256Mi", "ephemeral-storage": "1Gi" },
      requests: { cpu: "50m", memory: "128Mi", "ephemeral-storage": "100Mi" },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    livenessProbe: { httpGet: { path: "/live", port: "http" }, timeoutSeconds: 1 },
    readinessProbe: { httpGet: { path: "/ready", port: "http" }, timeoutSeconds: 1 },
    volumeMounts: [
      { name: "data", mountPath: "/data" },
      {
        ...{ name: TOKEN, readOnly: true },
        mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
      },
    ],
    terminationMessagePath: "/dev/termination-log",
  };
}
