import { describe, expect, test } from "vitest";
import type { PodSpec } from "./api/types.ts";
import { formatFieldPath } from "./field-path.ts";
import type { JsonValue } from "./json.ts";
import { serviceAccountFieldOf, serviceAccountNameOf, tokenMountOf } from "./service-account.ts";

describe("the service account of a pod", () => {
  test.each<[PodSpec, name: string, field: ReturnType<typeof serviceAccountFieldOf>]>([
    [{}, "default", undefined],
    [{ serviceAccountName: "" }, "default", undefined],
    [{ serviceAccountName: "", serviceAccount: "" }, "default", undefined],
    [{ serviceAccountName: "web" }, "web", "serviceAccountName"],
    [{ serviceAccount: "web" }, "web", "serviceAccount"],
    [{ serviceAccountName: "", serviceAccount: "web" }, "web", "serviceAccount"],
    [{ serviceAccountName: "web", serviceAccount: "api" }, "web", "serviceAccountName"],
  ])("of %j it is %s", (spec, name, field) => {
    expect(serviceAccountNameOf(spec)).toBe(name);
    expect(serviceAccountFieldOf(spec)).toBe(field);
  });
});

describe("the token of a pod", () => {
  const AUTOMOUNT = "spec.automountServiceAccountToken";
  const SOURCE = "spec.volumes[1].projected.sources[1].serviceAccountToken";

  function projecting(audience?: string, mounted = "token"): PodSpec {
    const token = audience === undefined ? {} : { audience };
    return {
      automountServiceAccountToken: false,
      containers: [{ name: "web", volumeMounts: [{ name: mounted, mountPath: "/token" }] }],
      volumes: [
        { name: "scratch", emptyDir: {} },
        {
          name: "token",
          projected: {
            sources: [
              { configMap: { name: "ca" } },
              { serviceAccountToken: { path: "t", ...token } },
            ],
          },
        },
      ],
    };
  }
  const on: JsonValue = { automountServiceAccountToken: true };
  const off: JsonValue = { automountServiceAccountToken: false };

  test.each<
    [title: string, PodSpec, account: JsonValue | undefined, mounted: string, path: string]
  >([
    ["neither says anything", {}, {}, "yes", AUTOMOUNT],
    ["the account is not shown", {}, undefined, "unknown", AUTOMOUNT],
    ["the account says no", {}, off, "no", AUTOMOUNT],
    ["the account says yes", {}, on, "yes", AUTOMOUNT],
    ["the account has a null", {}, { automountServiceAccountToken: null }, "yes", AUTOMOUNT],
    [
      "the pod says no, whatever the account says",
      { automountServiceAccountToken: false },
      on,
      "no",
      AUTOMOUNT,
    ],
    [
      "the pod says no of an account that is not shown",
      { automountServiceAccountToken: false },
      undefined,
      "no",
      AUTOMOUNT,
    ],
    [
      "the pod says yes, whatever the account says",
      { automountServiceAccountToken: true },
      off,
      "yes",
      AUTOMOUNT,
    ],
    [
      "the pod says yes of an account that is not shown",
      { automountServiceAccountToken: true },
      undefined,
      "yes",
      AUTOMOUNT,
    ],
    ["a volume projects it where the pod says no", projecting(), off, "yes", SOURCE],
    [
      "a volume projects one for the API server by its name",
      projecting("https://kubernetes.default.svc"),
      off,
      "yes",
      SOURCE,
    ],
    [
      "a volume projects one for the API server as kubeadm calls it",
      projecting("https://kubernetes.default.svc.cluster.local"),
      off,
      "yes",
      SOURCE,
    ],
    ["a volume projects one for the audience of no name", projecting(""), off, "yes", SOURCE],
    ["a volume projects one for somebody else", projecting("vault"), off, "no", AUTOMOUNT],
    ["no container mounts the volume", projecting("", "scratch"), off, "no", AUTOMOUNT],
  ])("where %s", (...[, spec, account, mounted, path]) => {
    const token = tokenMountOf(spec, account);
    expect([token.mounted, formatFieldPath(token.path)]).toEqual([mounted, path]);
  });

  test("a token that a volume projects is there though the account is not shown", () => {
    const { automountServiceAccountToken: _, ...spec } = projecting();
    expect(tokenMountOf(spec, undefined).mounted).toBe("yes");
  });
});
