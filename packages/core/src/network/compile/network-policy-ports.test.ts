import { describe, expect, it } from "vitest";
import {
  addressStatus,
  ask,
  podOf,
  policyOf,
  TWO_NAMESPACES,
  verdicts,
} from "../../../testing/network/ask.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";

const ports = (...list: JsonValue[]): JsonObject => ({
  containers: [{ name: "main", ports: list }],
});

describe("ports", () => {
  const SERVER = podOf(
    "x/s",
    { app: "s" },
    {
      containers: [
        {
          name: "main",
          ports: [
            { name: "web", containerPort: 8080 },
            { name: "dns", containerPort: 53, protocol: "UDP" },
          ],
        },
      ],
      initContainers: [
        {
          name: "proxy",
          restartPolicy: "Always",
          ports: [{ name: "mesh", containerPort: 15_000 }],
        },
        { name: "setup", ports: [{ name: "early", containerPort: 9 }] },
      ],
    },
    addressStatus("10.0.0.9"),
  );
  const into = (...list: JsonValue[]): JsonValue => ({
    podSelector: { matchLabels: { app: "s" } },
    ingress: [{ ports: list }],
  });
  const allowed = (list: JsonValue[], asked: readonly string[]): readonly string[] =>
    asked.filter(
      (port) =>
        ask(`x/a => x/s ${port}`, [...TWO_NAMESPACES, SERVER, policyOf("x/p", into(...list))])
          .verdict === "yes",
    );

  it("have TCP for their protocol, and all of a protocol without a number", () => {
    expect(allowed([{ port: 80 }], ["TCP 80", "UDP 80", "SCTP 80", "TCP 81"])).toEqual(["TCP 80"]);
    expect(allowed([{ protocol: "UDP" }], ["TCP 1", "UDP 1", "UDP 65535"])).toEqual([
      "UDP 1",
      "UDP 65535",
    ]);
    expect(allowed([{}], ["TCP 1", "TCP 65535", "UDP 1"])).toEqual(["TCP 1", "TCP 65535"]);
    expect(allowed([{ port: 80, protocol: "SCTP" }], ["TCP 80", "SCTP 80"])).toEqual(["SCTP 80"]);
  });

  it("reach from port to endPort", () => {
    expect(
      allowed([{ port: 80, endPort: 90 }], ["TCP 79", "TCP 80", "TCP 90", "TCP 91", "UDP 85"]),
    ).toEqual(["TCP 80", "TCP 90"]);
  });

  it("are looked up by name and protocol among those of the destination's containers", () => {
    const asked = ["TCP 8080", "TCP 80", "UDP 53", "TCP 15000", "TCP 9"];
    expect(allowed([{ port: "web" }], asked)).toEqual(["TCP 8080"]);
    expect(allowed([{ port: "dns", protocol: "UDP" }], asked)).toEqual(["UDP 53"]);
    expect(allowed([{ port: "dns" }], asked)).toEqual([]);
    expect(allowed([{ port: "mesh" }], asked)).toEqual([]);
    expect(allowed([{ port: "early" }], asked)).toEqual([]);
    expect(allowed([{ port: "absent" }], asked)).toEqual([]);
  });

  it("by name differ for each destination of an egress rule, and are none outside", () => {
    const other = podOf("x/t", { app: "t" }, ports({ name: "web", containerPort: 9090 }));
    const policy = policyOf("x/p", {
      podSelector: { matchLabels: { app: "a" } },
      policyTypes: ["Egress"],
      egress: [{ ports: [{ port: "web" }] }],
    });
    const questions = [
      "x/a => x/s TCP 8080",
      "x/a => x/s TCP 9090",
      "x/a => x/t TCP 9090",
      "x/a => x/b TCP 8080",
      "x/a => 203.0.113.1 TCP 8080",
    ];
    const verdict = ["yes", "no", "yes", "no", "no"];
    expect(verdicts(questions, [...TWO_NAMESPACES, SERVER, other, policy])).toEqual(
      questions.map((question, index) => `${question}: ${verdict[index]}`),
    );
  });

  it("by name are those of pods alone: a node has none, whichever pods share its network", () => {
    const shared = podOf(
      "x/n",
      { app: "n" },
      {
        ...ports({ name: "web", containerPort: 8080 }),
        hostNetwork: true,
      },
    );
    const policy = policyOf("x/policy", {
      podSelector: { matchLabels: { app: "a" } },
      policyTypes: ["Egress"],
      egress: [{ ports: [{ port: "web" }] }],
    });
    const asked = "x/a => x/n TCP 8080";
    const objects = [...TWO_NAMESPACES, shared, policy];
    expect(verdicts([asked], objects, { hostNetworkPods: "node" })).toEqual([`${asked}: no`]);
    expect(verdicts([asked], objects, { hostNetworkPods: "pod" })).toEqual([`${asked}: yes`]);
    expect(verdicts([asked], objects)).toEqual([`${asked}: unknown`]);
  });

  it("may be asked for by name", () => {
    const objects = [...TWO_NAMESPACES, SERVER, policyOf("x/p", into({ port: 8080 }))];
    const { verdict, destination } = ask("x/a => x/s TCP web", objects);
    expect([verdict, destination.port]).toEqual(["yes", 8080]);
  });
});
