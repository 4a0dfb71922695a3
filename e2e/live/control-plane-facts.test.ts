import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "@watertight/core/kubernetes";
import { describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { createAuthority } from "../../packages/api-server/testing/certificates.ts";
import {
  CONTROL_PLANE,
  type ControlPlaneOptions,
  KUBERNETES,
  type Minor,
} from "../control-plane/index.ts";
import { FILES, LEFT, RIGHT, WRONG } from "./control-plane-flags.ts";
import { apiServerOf, idsOf, scanned, showPods, watertight, withPlane } from "./observed-plane.ts";

const MINORS = Object.keys(KUBERNETES) as readonly Minor[];
/** /flagz is an alpha feature before 1.36. */
function listing(version: Minor): readonly string[] {
  return version === "1.36" ? [] : ["--feature-gates=ComponentFlagz=true"];
}

describe.each(MINORS)("a running API server of %s", needing(CONTROL_PLANE), (version) => {
  const start = (flags: readonly string[]): ControlPlaneOptions => ({
    version,
    files: FILES,
    apiServerFlags: flags,
  });

  const tried = WRONG.filter(({ only = version }) => only === version);
  test.each(tried)("started wrong is found wrong: $checks", async ({ flags, checks }) => {
    await withPlane(start(flags), async (plane) => {
      await showPods(plane, apiServerOf(plane));
      const ids = idsOf(scanned(plane));
      expect(checks.filter((check) => !ids.includes(check))).toEqual([]);
    });
  });

  test("started right is found right, and a snapshot says the same", async () => {
    await withPlane(start(RIGHT), async (plane) => {
      await showPods(plane, apiServerOf(plane));
      const live = scanned(plane);
      const checks = WRONG.flatMap((each) => each.checks);
      expect(idsOf(live).filter((id) => checks.includes(id))).toEqual(LEFT);
      const file = join(plane.folder, "cluster.snapshot");
      expect(watertight(plane, ["snapshot", "-q", "-o", file]).status).toBe(0);
      const later = scanned(plane, [file]);
      expect([later.found, later.notAssessable]).toEqual([live.found, live.notAssessable]);
    });
  });

  test("that shows no pods is judged by what it does, and the rest is not assessable", async () => {
    const flags = ["--authorization-mode=RBAC,ABAC", "--authorization-policy-file=abac.jsonl"];
    await withPlane(start([...flags, ...listing(version)]), (plane) => {
      const { found, notAssessable } = scanned(plane);
      expect(found).toEqual(
        expect.arrayContaining([
          "api-server-abac APIServer SubjectAccessReview of a user without rights",
          "api-server-anonymous-requests APIServer without credentials GET /api",
          "api-server-profiling APIServer GET /debug/pprof/",
        ]),
      );
      const components = notAssessable.flatMap(
        (reason) => /flags of ([\w-]+),/.exec(reason)?.[1] ?? [],
      );
      expect(components.sort()).toEqual(["etcd", "kube-controller-manager", "kube-scheduler"]);
      // Flags are listed since 1.36; before, nothing is said of those that no behaviour shows.
      const hidden = notAssessable.some((reason) =>
        reason.includes("the server does not list its flags"),
      );
      expect(hidden).toBe(version === "1.34");
      const lists = found.some((line) => line.startsWith("api-server-encryption-missing "));
      expect(lists).toBe(version === "1.36");
    });
  });

  test("that allows everything is found, whoever asks", async () => {
    await withPlane(start(["--authorization-mode=AlwaysAllow"]), (plane) => {
      expect(idsOf(scanned(plane))).toContain("api-server-always-allow");
    });
  });

  test("is judged by the file that decides about anonymous requests", async () => {
    for (const [file, isOpen] of [
      ["open.json", true],
      ["health.json", false],
    ] as const) {
      await withPlane(start([`--authentication-config=${file}`]), (plane) => {
        const isFound = idsOf(scanned(plane)).includes("api-server-anonymous-requests");
        expect([file, isFound]).toEqual([file, isOpen]);
      });
    }
  });

  test("that gives everybody its namespaces, an expired certificate and an expired authority of a webhook are found", async () => {
    const authority = createAuthority();
    const expired = authority.issue("localhost", ["localhost"], -3);
    const files = { ...FILES, "old.crt": expired.cert, "old.key": expired.key };
    const options = { ...start(["--tls-sni-cert-key=old.crt,old.key:localhost"]), files };
    await withPlane(options, async (plane) => {
      expect(idsOf(scanned(plane)).filter((id) => /expired|reads-anonymous/.test(id))).toEqual([]);
      await plane.ask("POST", "/apis/rbac.authorization.k8s.io/v1/clusterroles", {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRole",
        metadata: { name: "names" },
        rules: [{ apiGroups: [""], resources: ["namespaces"], verbs: ["list"] }],
      });
      await plane.ask("POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRoleBinding",
        metadata: { name: "names" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "names" },
        subjects: [
          { apiGroup: "rbac.authorization.k8s.io", kind: "User", name: "system:anonymous" },
        ],
      });
      await plane.ask(
        "POST",
        "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
        {
          apiVersion: "admissionregistration.k8s.io/v1",
          kind: "ValidatingWebhookConfiguration",
          metadata: { name: "guard" },
          webhooks: [
            ...[-3, 5, 365].map((days) => ({
              ...{ name: `guard-${days}.example.com`.replace("--", "-"), sideEffects: "None" },
              ...{ failurePolicy: "Ignore", admissionReviewVersions: ["v1"] },
              clientConfig: {
                url: "https://guard.example.com",
                caBundle: Buffer.from(authority.issue("guard", [], days).cert).toString("base64"),
              },
            })),
          ],
        },
      );
      const token = plane.tokens.get("admin") ?? "";
      const insecure = join(plane.folder, "insecure.kubeconfig");
      const cluster = { server: plane.url.replace("127.0.0.1", "localhost") };
      const config = (more: JsonObject): string =>
        JSON.stringify({
          "current-context": "t",
          contexts: [{ name: "t", context: { cluster: "t", user: "t" } }],
          clusters: [{ name: "t", cluster: { ...cluster, ...more } }],
          users: [{ name: "t", user: { token } }],
        });
      writeFileSync(insecure, config({ "insecure-skip-tls-verify": true }));
      const { found } = scanned(plane, ["--cluster", "--kubeconfig", insecure]);
      expect(found.filter((line) => /expire|reads-anonymous/.test(line))).toEqual([
        "api-server-reads-anonymous APIServer without credentials GET /api/v1/namespaces",
        "certificate-expired Certificate webhooks[0].clientConfig.caBundle",
        "certificate-expires-soon Certificate webhooks[1].clientConfig.caBundle",
        "certificate-expired Certificate TLS certificate",
      ]);
      const verified = join(plane.folder, "verified.kubeconfig");
      writeFileSync(
        verified,
        config({ "certificate-authority-data": Buffer.from(authority.cert).toString("base64") }),
      );
      const refused = scanned(plane, ["--cluster", "--kubeconfig", verified]);
      expect(refused.status).toBe(3);
      expect(refused.stderr).toContain("its certificate has expired");
    });
  });
});
