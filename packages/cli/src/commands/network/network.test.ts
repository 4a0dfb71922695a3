import type { ConnectionEnd, Connections } from "@watertight/core/network";
import { snapshotOf } from "@watertight/core/testing";
import {
  connectionsCsv,
  connectionsDot,
  connectionsJson,
  connectionsMermaid,
} from "@watertight/reports/network";
import { describe, expect, it } from "vitest";
import { watertight } from "../../../testing/watertight.ts";
import { UsageError } from "../../usage-error.ts";
import { connectionsText } from "./connections/text.ts";

const SHOP = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web }] }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
spec: { containers: [{ name: db, ports: [{ name: sql, containerPort: 5432 }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ port: sql }]
`;
const ASSUMED =
  "Nothing shows which network plugin the cluster has: policies are taken to be enforced as the Kubernetes API describes them.";
const FILES = { "shop.yaml": SHOP };
const FROM_WEB = ["network", "can-reach", "--from", "shop/web", "--to", "shop/db"];

describe("network connections", () => {
  it("lists who connects to whom as text", async () => {
    const { status, stdout, stderr } = await watertight(["network", "connections", "."], FILES);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`0.0.0.0-255.255.255.255[External] => shop/web[Deployment] : all ports
shop/db[Pod] => 0.0.0.0-255.255.255.255[External] : all ports
shop/db[Pod] => shop/web[Deployment] : all ports
shop/web[Deployment] => 0.0.0.0-255.255.255.255[External] : all ports
shop/web[Deployment] => shop/db[Pod] : TCP 5432

Assumed:
  ${ASSUMED}
`);
  });

  it("and as JSON", async () => {
    const { stdout } = await watertight(["network", "connections", "-o", "json", "."], FILES);
    const { connections, unknown, assumptions } = JSON.parse(stdout) as {
      readonly connections: unknown[];
      readonly unknown: unknown;
      readonly assumptions: { readonly statements: unknown };
    };
    expect(connections.slice(-2)).toEqual([
      {
        src: "shop/web[Deployment]",
        dst: "0.0.0.0-255.255.255.255[External]",
        ports: "all",
      },
      {
        src: "shop/web[Deployment]",
        dst: "shop/db[Pod]",
        ports: [{ protocol: "TCP", from: 5432, to: 5432 }],
      },
    ]);
    expect([unknown, assumptions.statements]).toEqual([[], [ASSUMED]]);
  });

  it("says what the API server refuses, with the line, and ends with 3", async () => {
    const broken = SHOP.replace("port: sql", "port: 70000");
    const { status, stdout, stderr } = await watertight(["network", "connections", "."], {
      "shop.yaml": broken,
    });
    expect(status).toBe(3);
    expect(stderr).toBe(
      "shop.yaml:22:17: NetworkPolicy shop/db: spec.ingress[0].ports[0].port: the API server rejects the policy: 70000 must be between 1 and 65535\nExit status 3: Network policies cannot be decided in 1 place; the first: NetworkPolicy shop/db: spec.ingress[0].ports[0].port: the API server rejects the policy: 70000 must be between 1 and 65535.\n",
    );
    expect(stdout).toContain("0.0.0.0-255.255.255.255[External] => shop/db[Pod] : all ports\n");
  });

  it("takes what is said about the network plugin", async () => {
    const { stdout } = await watertight(["network", "connections", "--cni", "flannel", "."], FILES);
    expect(stdout).toContain("shop/web[Deployment] => shop/db[Pod] : all ports\n");
    expect(stdout).toContain(
      "Assumed:\n  The network plugin flannel does not enforce NetworkPolicy: they are without effect.\n",
    );
    const wrong = watertight(["network", "connections", "--pod-cidr", "10.0.0.0", "."], FILES);
    await expect(wrong).rejects.toThrow(
      '"10.0.0.0" is no range of addresses; write one as 10.0.0.0/8.',
    );
  });
});

describe("the formats of connections", () => {
  const podEnd = (namespace: string, name: string): ConnectionEnd => {
    const prefix = namespace === "" ? "" : `${namespace}/`;
    return {
      ...{ is: "workload", name: `${prefix}${name}[Pod]` },
      workload: { namespace, name, kind: "Pod" },
    };
  };
  const HOSTILE: Connections = {
    connections: [
      {
        src: podEnd("=x", '"a"\u001b[31m'),
        dst: podEnd("y", "b|<i>"),
        ports: [{ protocol: "TCP", from: 1, to: 2 }],
      },
    ],
    unknown: [{ src: podEnd("y", "b|<i>"), dst: podEnd("", "x\\"), ports: "all" }],
    assumptions: ["So it is."],
  };
  it("keep escape sequences off the terminal", () => {
    expect(connectionsText(HOSTILE)).toBe(`=x/"a"[Pod] => y/b|<i>[Pod] : TCP 1-2

Not decided; these may pass or not:
  y/b|<i>[Pod] => x\\[Pod] : all ports

Assumed:
  So it is.
`);
  });

  it("defuse formulas and quote cells", () => {
    expect(connectionsCsv(HOSTILE)).toBe(
      'src,dst,ports,verdict\r\n"\'=x/""a""[Pod]","y/b|<i>[Pod]","TCP 1-2","yes"\r\n"y/b|<i>[Pod]","x\\[Pod]","all ports","unknown"\r\n',
    );
  });

  it("quote names in pictures", () => {
    expect(connectionsDot(HOSTILE)).toBe(`digraph network {
  rankdir=LR;
  node [shape=box];
  "=x/\\"a\\"[Pod]";
  "x\\\\[Pod]";
  "y/b|<i>[Pod]";
  "=x/\\"a\\"[Pod]" -> "y/b|<i>[Pod]" [label="TCP 1-2"];
  "y/b|<i>[Pod]" -> "x\\\\[Pod]" [label="all ports", style=dashed];
}
`);
    expect(connectionsMermaid(HOSTILE)).toBe(`flowchart LR
  n0["=x/#34;a#34;[Pod]"]
  n1["x\\[Pod]"]
  n2["y/b#124;#60;i#62;[Pod]"]
  n0 -->|"TCP 1-2"| n2
  n2 -.->|"all ports"| n1
`);
  });

  it("say so where nothing is allowed", () => {
    const nothing = { connections: [], unknown: [], assumptions: [] };
    expect(connectionsText(nothing)).toBe("No connection is allowed.\n");
    const facts = { snapshot: snapshotOf([]), incomplete: false };
    expect(JSON.parse(connectionsJson(nothing, facts))).toMatchObject({
      connections: [],
      unknown: [],
      assumptions: { statements: [] },
    });
  });
});

describe("network can-reach", () => {
  it("answers in a line, and by its status", async () => {
    const yes = await watertight([...FROM_WEB, "--port", "sql", "."], FILES);
    expect([yes.status, yes.stdout]).toEqual([
      0,
      "yes: shop/web[Deployment] => shop/db[Pod] TCP 5432\n  egress: no policy selects it for egress; ingress: the rule allows it\n",
    ]);
    const no = await watertight([...FROM_WEB, "--port", "5433", "."], FILES);
    expect([no.status, no.stdout]).toEqual([
      1,
      "no: shop/web[Deployment] => shop/db[Pod] TCP 5433\n  ingress: the policy selects the pod, and none of its ingress rules allows this\n",
    ]);
  });

  it("explains with the lines of the rules", async () => {
    const { stdout } = await watertight([...FROM_WEB, "--port", "5432", "--explain", "."], FILES);
    expect(stdout).toBe(`yes: shop/web[Deployment] => shop/db[Pod] TCP 5432
  egress: yes, no policy selects it for egress
  ingress: yes
    NetworkPolicy shop/db spec.ingress[0]: the rule allows it
      shop.yaml:21:7
  assumed: ${ASSUMED}
`);
  });

  it("answers as JSON, one question or many", async () => {
    const answer = {
      verdict: "yes",
      reason: "egress: no policy selects it for egress; ingress: the rule allows it",
      egress: { verdict: "yes", reason: "no policy selects it for egress", decidedBy: [] },
      ingress: {
        verdict: "yes",
        reason: "the rule allows it",
        decidedBy: [
          {
            object: {
              apiVersion: "networking.k8s.io/v1",
              kind: "NetworkPolicy",
              namespace: "shop",
              name: "db",
            },
            path: "spec.ingress[0]",
            message: "the rule allows it",
            location: {
              ...{ file: "shop.yaml", line: 21, column: 7, endLine: 21, endColumn: 11 },
              rendered: false,
            },
          },
        ],
      },
      assumptions: [ASSUMED],
    };
    const one = await watertight([...FROM_WEB, "--port", "5432", "-o", "json", "."], FILES);
    expect(JSON.parse(one.stdout)).toMatchObject({
      ...answer,
      schemaVersion: 1,
      incomplete: false,
      assumptions: { statements: [ASSUMED] },
    });
    const question = {
      id: 1,
      from: { workload: "shop/web", kind: "Deployment" },
      to: { pod: "shop/db" },
      port: 5432,
      protocol: "TCP",
    };
    const many = await watertight(
      ["network", "can-reach", "--batch", "-", "shop.yaml"],
      FILES,
      `${JSON.stringify(question)}\n${JSON.stringify({ ...question, id: "x", to: { ip: "203.0.113.1" } })}\n`,
    );
    const lines = many.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(many.status).toBe(0);
    expect(lines[0]).toEqual({ id: 1, ...answer });
    expect(lines[1]).toMatchObject({ id: "x", verdict: "yes" });
  });

  it("answers a bad question with a sentence, and the others all the same", async () => {
    const questions = [
      '{"id":1,"to":{"pod":"shop/db"},"port":1}',
      '{"id":2,"from":{"pod":"shop/db"},"to":{"pod":"db"},"port":1}',
      '{"id":3,"from":{"pod":"shop/db"},"to":{"ip":"10.0.0"},"port":1}',
      '{"id":4,"from":{"pod":"shop/db"},"to":{"ip":"10.0.0.1"},"port":0}',
      '{"id":5,"from":{"pod":"shop/db"},"to":{"ip":"10.0.0.1"},"port":1,"protocol":"ICMP"}',
      '{"id":6,"from":{"pod":"shop/gone"},"to":{"internet":true},"port":1}',
      '{"id":7,"from":{"pod":"shop/db"},"to":{"internet":true},"port":1}',
    ];
    const { status, stdout } = await watertight(
      ["network", "can-reach", "--batch", "-", "shop.yaml"],
      FILES,
      questions.join("\n"),
    );
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { error?: string; verdict?: string });
    const place =
      'must be {"pod": "ns/name"}, {"workload": "ns/name", "kind": …}, {"service": "ns/name"}, {"ip": …}, {"cidr": …} or {"internet": true}.';
    expect(status).toBe(3);
    expect(answers.map(({ error, verdict }) => error ?? verdict)).toEqual([
      `"from" ${place}`,
      `"to" ${place}`,
      `"to" ${place}`,
      "The port must be a number from 1 to 65535 or the name of a port.",
      'The protocol must be "TCP", "UDP" or "SCTP".',
      "There is no pod shop/gone in the input.",
      "yes",
    ]);
  });

  it.each<[readonly string[], string]>([
    [[...FROM_WEB, "."], "Say the port: --port 443, or by name --port https."],
    [[...FROM_WEB, "--port", "0", "."], "A port is 1 to 65535, not 0."],
    [
      ["network", "can-reach", "--to", "shop/db", "--port", "1", "."],
      "Say where the connection begins: --from NS/NAME.",
    ],
    [
      ["network", "can-reach", "--from", "db", "--to", "shop/db", "--port", "1", "."],
      '"db" is no place; write NS/NAME, KIND/NS/NAME, an address, a range such as 10.0.0.0/8, or internet.',
    ],
    [[...FROM_WEB, "--port", "1"], "Give the paths of manifests."],
    [
      ["network", "can-reach", "--from", "shop/x", "--to", "shop/db", "--port", "1", "."],
      "There is no workload shop/x with pods in the input.",
    ],
  ])("%j is wrong usage", async (argv, sentence) => {
    await expect(watertight(argv, FILES)).rejects.toThrow(
      new UsageError(sentence, { verb: "network can-reach" }),
    );
  });
});
