import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";

const container = { name: "shop", image: "r.example/shop:1.0" };

function pod(spec: JsonObject, metadata: JsonObject = {}): readonly string[] {
  return errorsOf({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "p", namespace: "shop", ...metadata },
    spec: { containers: [container], ...spec },
  });
}

function context(securityContext: JsonObject): readonly string[] {
  return pod({ containers: [{ ...container, securityContext }] });
}

function tolerated(toleration: JsonValue): readonly string[] {
  return pod({ tolerations: [toleration] });
}

describe("pods", () => {
  it("need containers", () => {
    expect(pod({})).toEqual([]);
    expect(pod({ containers: [] })).toEqual([
      "spec.containers Required: must have at least one container",
    ]);
    expect(errorsOf({ apiVersion: "v1", kind: "Pod", metadata: { name: "p" } })).toEqual([
      "spec.containers Required: must have at least one container",
    ]);
  });

  it("have words that the API knows", () => {
    expect(pod({ restartPolicy: "always", dnsPolicy: "clusterfirst" })).toEqual([
      'spec.restartPolicy NotSupported: "always" is none of "Always", "OnFailure", "Never"',
      'spec.dnsPolicy NotSupported: "clusterfirst" is none of "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
    ]);
    expect(pod({ dnsPolicy: "None" })).toEqual([
      "spec.dnsConfig Required: must be set where dnsPolicy is None",
    ]);
  });

  it("have an account and a host name that can be", () => {
    expect(pod({ serviceAccountName: "Shop", hostname: "a.b" })).toEqual([
      `spec.serviceAccountName Invalid: "Shop" may only have lower-case letters, digits and '-', with a letter or digit at both ends, in parts divided by '.'`,
      `spec.hostname Invalid: "a.b" may only have lower-case letters, digits and '-', with a letter or digit at both ends`,
    ]);
  });

  it("have no ephemeral containers yet", () => {
    expect(pod({ ephemeralContainers: [{ name: "debug", image: "busybox" }] })).toEqual([
      "spec.ephemeralContainers Forbidden: may not be set at the creation of a Pod",
    ]);
  });

  it("with users of their own share nothing of the host", () => {
    expect(pod({ hostUsers: false })).toEqual([]);
    expect(pod({ hostUsers: false, hostNetwork: true, hostPID: true, hostIPC: true })).toEqual([
      "spec.hostNetwork Forbidden: may not be set where hostUsers is false",
      "spec.HostPID Forbidden: may not be set where hostUsers is false",
      "spec.HostIPC Forbidden: may not be set where hostUsers is false",
    ]);
    expect(pod({ hostPID: true, shareProcessNamespace: true })).toEqual([
      "spec.securityContext.shareProcessNamespace Invalid: may not be true beside hostPID",
    ]);
  });

  it("have tolerations of a key or of all", () => {
    expect(tolerated({ operator: "Exists" })).toEqual([]);
    expect(tolerated({})).toEqual([
      "spec.tolerations[0].operator Invalid: must be Exists where there is no key",
    ]);
    expect(tolerated({ key: "a", operator: "Exists", value: "b" })).toEqual([
      "spec.tolerations[0].operator Invalid: may not be Exists beside a value",
    ]);
    expect(tolerated({ key: "a", effect: "NoSchedule", tolerationSeconds: 1 })).toEqual([
      "spec.tolerations[0].effect Invalid: must be NoExecute beside tolerationSeconds",
    ]);
  });
});

describe("security contexts", () => {
  it("do not forbid and allow privileges at once", () => {
    expect(context({ privileged: true })).toEqual([]);
    expect(context({ privileged: true, allowPrivilegeEscalation: false })).toEqual([
      "spec.containers[0].securityContext Invalid: may not have allowPrivilegeEscalation false and privileged true",
    ]);
    expect(
      context({ allowPrivilegeEscalation: false, capabilities: { add: ["CAP_SYS_ADMIN"] } }),
    ).toEqual([
      "spec.containers[0].securityContext Invalid: may not have allowPrivilegeEscalation false and add CAP_SYS_ADMIN",
    ]);
    expect(
      context({ allowPrivilegeEscalation: false, capabilities: { add: ["SYS_ADMIN"] } }),
    ).toEqual([]);
  });

  it("have users by number, from 0", () => {
    expect(context({ runAsUser: 0 })).toEqual([]);
    expect(context({ runAsUser: -1 })).toEqual([
      "spec.containers[0].securityContext.runAsUser Invalid: -1 is not between 0 and 2147483647",
    ]);
    expect(pod({ securityContext: { fsGroup: 2 ** 31 } })).toEqual([
      "spec.securityContext.fsGroup Invalid: 2147483648 is not between 0 and 2147483647",
    ]);
  });

  it("unmask proc for users of the pod's own only", () => {
    const containers = [{ ...container, securityContext: { procMount: "Unmasked" } }];
    expect(pod({ containers, hostUsers: false })).toEqual([]);
    expect(pod({ containers })).toEqual([
      "spec.containers[0].securityContext.procMount Invalid: may be Unmasked only where hostUsers is false",
    ]);
  });

  it("have profiles by type", () => {
    expect(context({ seccompProfile: { type: "RuntimeDefault" } })).toEqual([]);
    expect(context({ seccompProfile: { type: "runtime/default" } })).toEqual([
      'spec.containers[0].securityContext.seccompProfile.type NotSupported: "runtime/default" is none of "Localhost", "RuntimeDefault", "Unconfined"',
    ]);
    expect(context({ seccompProfile: { type: "Localhost" } })).toEqual([
      "spec.containers[0].securityContext.seccompProfile.localhostProfile Required: must be set for type Localhost",
    ]);
    expect(context({ appArmorProfile: {} })).toEqual([
      "spec.containers[0].securityContext.appArmorProfile.type Required: must be set",
    ]);
  });

  it("set no parameters of the host's kernel", () => {
    const sysctls = [{ name: "net.ipv4.ip_forward", value: "1" }, { name: "Bad Name" }];
    expect(pod({ hostNetwork: true, securityContext: { sysctls } })).toEqual([
      `spec.securityContext.sysctls[0].name Invalid: "net.ipv4.ip_forward" may not be set for the host's namespace`,
      'spec.securityContext.sysctls[1].name Invalid: "Bad Name" is no name of a sysctl',
    ]);
  });
});
