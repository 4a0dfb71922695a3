import { describe, expect, it } from "vitest";
import { CHECKS } from "../../testing/false-alarm-objects.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { notAssessableIn } from "../scan/not-assessable.ts";
import { scan } from "../scan/scan.ts";

/** `check path: message`, of what is said of one object. */
function said(object: KubernetesObject): string[] {
  return Array.from(
    scan(createCluster(snapshotOf([object])), CHECKS),
    ({ check, path, message }) => `${check} ${path}: ${message}`,
  );
}

describe("a running API server", () => {
  const flags = {
    "authorization-mode": "[Node,RBAC]",
    "anonymous-auth": "true",
    profiling: "false",
    "tls-cipher-suites": "[]",
  };
  const observed = (spec: JsonObject): KubernetesObject => ({
    apiVersion: "facts.watertight.dev/v1alpha1",
    kind: "APIServer",
    metadata: { name: "10.0.0.4:6443" },
    spec: { version: { value: "v1.36.3" }, ...spec },
  });
  const about = (object: KubernetesObject, ids: RegExp): string[] =>
    said(object).filter((text) => ids.test(text));

  it("is judged by the flags that it lists", () => {
    expect(
      about(
        observed({ flags: { value: flags } }),
        /anonymous|profil|always-allow|rbac-off|cipher|insecure-port/,
      ),
    ).toEqual([
      "api-server-anonymous-requests spec.flags.value[anonymous-auth]: kube-apiserver allows anonymous requests",
    ]);
  });

  it("is judged by what it does before what its flags say", () => {
    const refusing = { value: { "/api": 401, "/livez": 200, "/version": 401 } };
    const answering = { value: { "/api": 403, "/livez": 200 } };
    const file = {
      ...flags,
      "authentication-config": "/a.yaml",
      "authorization-config": "/b.yaml",
    };
    const ids = /anonymous|profil|always-allow|abac|rbac-off/;
    expect(about(observed({ flags: { value: flags }, anonymous: refusing }), ids)).toEqual([]);
    expect(
      about(
        observed({
          flags: { value: file },
          anonymous: answering,
          profiling: { value: true },
          authorization: { value: { allowed: true, reason: "" } },
        }),
        ids,
      ),
    ).toEqual([
      "api-server-always-allow spec.authorization: kube-apiserver has AlwaysAllow in --authorization-mode",
      "api-server-anonymous-requests spec.anonymous.value[/api]: kube-apiserver allows anonymous requests",
      "api-server-profiling spec.profiling: kube-apiserver has profiling enabled",
    ]);
    const authorization = { value: { allowed: false, reason: "No policy matched." } };
    expect(about(observed({ authorization }), ids)).toEqual([
      "api-server-abac spec.authorization: kube-apiserver has ABAC in --authorization-mode",
    ]);
  });

  it("repeats nothing that its pod shows, and nothing is said of what it hides", () => {
    const pod: KubernetesObject = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "kube-apiserver-n1", namespace: "kube-system" },
      spec: { containers: [{ name: "main", command: ["kube-apiserver", "--profiling=false"] }] },
    };
    const both = createCluster(snapshotOf([pod, observed({ flags: { value: flags } })]));
    const found = Array.from(scan(both, CHECKS)).filter(({ check }) => check.includes("anonymous"));
    expect(found.map(({ object }) => object.kind)).toEqual(["Pod"]);
    const hidden = observed({ flags: { unknown: "GET /flagz is not served" } });
    expect(said(hidden)).toEqual([]);
    const unassessed = notAssessableIn([createCluster(snapshotOf([hidden]))], CHECKS);
    expect(unassessed.reasonOf("api-server-rbac-off")).toBe(
      "APIServer 10.0.0.4:6443 spec.flags: GET /flagz is not served",
    );
    expect(unassessed.reasonOf("etcd-auto-tls")).toBe(
      "APIServer 10.0.0.4:6443: no pod shows the flags of etcd, as where a provider runs it",
    );
    expect(unassessed.reasonOf("kube-proxy-metrics-open")).toBeUndefined();
    expect(notAssessableIn([both], CHECKS).reasonOf("api-server-rbac-off")).toBeUndefined();
  });
});
