import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";

const whole = { name: "shop", image: "r.example/shop:1.0" };

function containers(containers: JsonValue, spec: JsonObject = {}): readonly string[] {
  const metadata = { name: "p", namespace: "shop" };
  return errorsOf({ apiVersion: "v1", kind: "Pod", metadata, spec: { containers, ...spec } });
}

function container(fields: JsonObject, spec: JsonObject = {}): readonly string[] {
  return containers([{ ...whole, ...fields }], spec);
}

describe("containers", () => {
  it("need a name of their own and an image", () => {
    expect(containers([{}])).toEqual([
      "spec.containers[0].name Required: must be set",
      "spec.containers[0].image Required: must be set",
    ]);
    expect(containers([whole, whole])).toEqual([
      'spec.containers[1].name Duplicate: "shop" is there already',
    ]);
    expect(container({}, { initContainers: [whole] })).toEqual([
      'spec.initContainers[0].name Duplicate: "shop" is there already',
    ]);
    expect(container({ image: " r.example/shop" })).toEqual([
      'spec.containers[0].image Invalid: " r.example/shop" has white space at an end',
    ]);
  });

  it("have ports with numbers, and each of the node's once", () => {
    expect(container({ ports: [{}] })).toEqual([
      "spec.containers[0].ports[0].containerPort Required: must be set",
    ]);
    expect(
      container({
        ports: [
          { containerPort: 80, hostPort: 8080 },
          { containerPort: 81, hostPort: 8080 },
        ],
      }),
    ).toEqual(['spec.containers[0].ports[1].hostPort Duplicate: "TCP//8080" is there already']);
    expect(container({ ports: [{ containerPort: 80, protocol: "tcp", name: "HTTP" }] })).toEqual([
      `spec.containers[0].ports[0].name Invalid: "HTTP" may only have lower-case letters, digits and '-'`,
      'spec.containers[0].ports[0].protocol NotSupported: "tcp" is none of "TCP", "UDP", "SCTP"',
    ]);
    expect(
      container({ ports: [{ containerPort: 80, hostPort: 81 }] }, { hostNetwork: true }),
    ).toEqual([
      "spec.containers[0].ports[0].hostPort Invalid: 81 must be containerPort in the host's network",
    ]);
  });

  it("mount volumes of the pod at paths of their own", () => {
    const volumes = [{ name: "data", emptyDir: {} }];
    const mount = (...volumeMounts: JsonObject[]) => container({ volumeMounts }, { volumes });
    expect(mount({ name: "data", mountPath: "/a" }, { name: "data", mountPath: "/b" })).toEqual([]);
    expect(mount({ name: "other", mountPath: "/a" })).toEqual([
      'spec.containers[0].volumeMounts[0].name NotFound: "other" does not exist',
    ]);
    expect(mount({ name: "data" })).toEqual([
      "spec.containers[0].volumeMounts[0].mountPath Required: must be set",
    ]);
    expect(mount({ name: "data", mountPath: "/a" }, { name: "data", mountPath: "/a" })).toEqual([
      'spec.containers[0].volumeMounts[1].mountPath Invalid: "/a" comes twice',
    ]);
    expect(mount({ name: "data", mountPath: "/a", mountPropagation: "Bidirectional" })).toEqual([
      "spec.containers[0].volumeMounts.mountPropagation Forbidden: may be Bidirectional in privileged containers only",
    ]);
  });

  it("take variables from one source", () => {
    const valueFrom = { secretKeyRef: { name: "s", key: "k" } };
    expect(
      container({
        env: [
          { name: "A", value: "1" },
          { name: "B", valueFrom },
        ],
      }),
    ).toEqual([]);
    expect(container({ env: [{ name: "A=B", value: "1", valueFrom }, { valueFrom: {} }] })).toEqual(
      [
        `spec.containers[0].env[0].name Invalid: "A=B" may only have printable ASCII without '='`,
        "spec.containers[0].env[0].valueFrom Invalid: may not be beside a value",
        "spec.containers[0].env[1].name Required: must be set",
        "spec.containers[0].env[1].valueFrom Invalid: must name a source",
      ],
    );
    expect(container({ envFrom: [{}] })).toEqual([
      "spec.containers[0].envFrom Invalid: must have configMapRef or secretRef",
    ]);
  });

  it("request no more than their limit", () => {
    const resources = (limits: JsonObject, requests: JsonObject) =>
      container({ resources: { limits, requests } });
    expect(resources({ cpu: "1" }, { cpu: "1000m" })).toEqual([]);
    expect(resources({ cpu: "1", memory: "1Gi" }, { cpu: "2", memory: "1G" })).toEqual([
      'spec.containers[0].resources.requests Invalid: "2" of cpu is more than its limit',
    ]);
    expect(resources({}, { cpu: "-1" })).toEqual([
      "spec.containers[0].resources.requests[cpu] Invalid: is negative",
    ]);
    expect(resources({}, { "example.com/gpu": "1" })).toEqual([
      "spec.containers[0].resources.limits Required: must have example.com/gpu too",
    ]);
  });

  it("have probes with one action", () => {
    const probe = (livenessProbe: JsonObject) => container({ livenessProbe });
    expect(probe({ httpGet: { port: "http" } })).toEqual([]);
    expect(probe({})).toEqual(["spec.containers[0].livenessProbe Required: must have an action"]);
    expect(probe({ exec: {}, tcpSocket: { port: 0 } })).toEqual([
      "spec.containers[0].livenessProbe.exec.command Required: must be set",
      "spec.containers[0].livenessProbe.tcpSocket Forbidden: may not be beside another action",
    ]);
    expect(probe({ tcpSocket: { port: 80 }, successThreshold: 2 })).toEqual([
      "spec.containers[0].livenessProbe.successThreshold Invalid: 2 must be 1",
    ]);
  });

  it("that run before the others have probes only where they stay", () => {
    const init = {
      name: "before",
      image: "r.example/before:1",
      livenessProbe: { exec: { command: ["a"] } },
    };
    expect(container({}, { initContainers: [{ ...init, restartPolicy: "Always" }] })).toEqual([]);
    expect(container({}, { initContainers: [init] })).toEqual([
      "spec.initContainers[0].livenessProbe Forbidden: may only be set on init containers with restartPolicy Always",
    ]);
  });
});
