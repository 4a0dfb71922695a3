import type { ConfigurationFile } from "@watertight/core/configuration";
import type { JsonObject } from "@watertight/core/kubernetes";
import { expect, test } from "vitest";
import { applyPatch } from "../../testing/json-patch.ts";
import { type Asked, gateOf, namespaceOf, podOf, requestOf } from "../../testing/reviews.ts";
import { mutated } from "./mutate.ts";

const FILE: ConfigurationFile = {
  admission: {
    defaults: [
      {
        namespaces: ["shop"],
        seccompProfile: "RuntimeDefault",
        automountServiceAccountToken: false,
        resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
      },
    ],
    newNamespaces: [{ namespaces: ["team-*"], networkPolicy: "deny-all" }],
  },
};

/** The object as the patch leaves it; undefined where there is none. */
function after(asked: Asked, more?: Parameters<typeof gateOf>[1]): JsonObject | undefined {
  const { patch, allowed } = mutated(requestOf(asked), gateOf(FILE, more), {
    encode: (text) => text,
  });
  expect(allowed).toBe(true);
  return patch === undefined ? undefined : applyPatch(asked.object ?? {}, patch);
}

test("a pod gets what it leaves out, none of it above its own limit", () => {
  const own = { requests: { memory: "512Mi" }, limits: { cpu: "20m" } };
  expect(after({ object: podOf({ resources: own }) })).toEqual(
    podOf(
      // Its request is above the default limit, which it does not get; what has a limit alone requests as much.
      { resources: own },
      {
        securityContext: { seccompProfile: { type: "RuntimeDefault" } },
        automountServiceAccountToken: false,
      },
    ),
  );
  expect(after({ object: podOf() })?.["spec"]).toMatchObject({
    containers: [
      { resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } } },
    ],
  });
});

test("what a pod says itself stays, and another namespace, Windows and kube-system are left alone", () => {
  const stated = {
    automountServiceAccountToken: true,
    securityContext: { seccompProfile: { type: "Unconfined" } },
  };
  const resources = { requests: { cpu: "1", memory: "1Gi" }, limits: { memory: "2Gi" } };
  expect(after({ object: podOf({ resources }, stated) })).toBeUndefined();
  expect(after({ object: podOf(), namespace: "bank" })).toBeUndefined();
  expect(after({ object: podOf({}, { os: { name: "windows" } }) })?.["spec"]).not.toHaveProperty(
    "securityContext",
  );
});

test("a token that the API server has mounted already goes, unless the service account says otherwise", () => {
  const mounted = podOf(
    {
      volumeMounts: [
        {
          name: "kube-api-access-abcde",
          mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
        },
        { name: "data", mountPath: "/data" },
      ],
    },
    {
      volumes: [
        { name: "kube-api-access-abcde", projected: { sources: [] } },
        { name: "data", emptyDir: {} },
      ],
    },
  );
  expect(after({ object: mounted })?.["spec"]).toMatchObject({
    automountServiceAccountToken: false,
    volumes: [{ name: "data" }],
    containers: [{ volumeMounts: [{ name: "data", mountPath: "/data" }] }],
  });
  const account = {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "default", namespace: "shop" },
    automountServiceAccountToken: true,
  };
  const known = { objects: [namespaceOf("shop"), account] };
  expect(after({ object: mounted }, known)?.["spec"]).toMatchObject({
    volumes: [{ name: "kube-api-access-abcde" }, { name: "data" }],
  });
});

test("templates are filled where they are made or changed, Pods and Jobs only as they are made", () => {
  const deployment = (image: string, replicas = 1): JsonObject => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "shop" },
    spec: { replicas, template: { metadata: {}, spec: { containers: [{ name: "web", image }] } } },
  });
  const asked: Asked = { kind: ["apps", "v1", "Deployment"], resource: "deployments" };
  const filled = { spec: { template: { spec: { automountServiceAccountToken: false } } } };
  expect(after({ ...asked, object: deployment("a") })).toMatchObject(filled);
  const update: Asked = { ...asked, operation: "UPDATE", oldObject: deployment("a") };
  expect(after({ ...update, object: deployment("b") })).toMatchObject(filled);
  expect(after({ ...update, object: deployment("a", 3) })).toBeUndefined();
  expect(
    after({ operation: "UPDATE", object: podOf(), oldObject: podOf({ image: "b" }) }),
  ).toBeUndefined();
});

test("a new namespace is marked where it is to get objects", () => {
  const asked = (name: string): Asked => ({
    object: namespaceOf(name),
    kind: ["", "v1", "Namespace"],
    ...{ resource: "namespaces", namespace: name, name },
  });
  expect(after(asked("team-a"))?.["metadata"]).toMatchObject({
    annotations: { "watertight.dev/defaults": "pending" },
  });
  expect(after(asked("shop"))).toBeUndefined();
});

test("mutating policies of the users change what the defaults have filled in, and one that fails refuses", () => {
  const policy = (expression: string): readonly JsonObject[] => [
    {
      ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "MutatingAdmissionPolicy" },
      metadata: { name: "team" },
      spec: {
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
          ],
        },
        failurePolicy: "Fail",
        reinvocationPolicy: "Never",
        mutations: [{ patchType: "ApplyConfiguration", applyConfiguration: { expression } }],
      },
    },
    {
      ...{ apiVersion: "admissionregistration.k8s.io/v1", kind: "MutatingAdmissionPolicyBinding" },
      metadata: { name: "everywhere" },
      spec: { policyName: "team" },
    },
  ];
  const labelled =
    'Object{metadata: Object.metadata{labels: {"team": object.spec.securityContext.seccompProfile.type}}}';
  expect(after({ object: podOf() }, { policies: policy(labelled) })).toMatchObject({
    metadata: { name: "web", labels: { team: "RuntimeDefault" } },
    spec: { securityContext: { seccompProfile: { type: "RuntimeDefault" } } },
  });
  const failing = policy(
    'Object{metadata: Object.metadata{labels: {"team": object.metadata.absent}}}',
  );
  const asked = (namespace: string) =>
    mutated(requestOf({ object: podOf(), namespace }), gateOf(FILE, { policies: failing }), {
      encode: (text) => text,
    });
  expect(asked("shop")).toMatchObject({ allowed: false, status: { code: 403 } });
  expect(asked("kube-system")).toMatchObject({ allowed: true });
});
