import { expect, test } from "vitest";
import { EVERY_ENDPOINT } from "./endpoint-query.ts";
import type { Peer } from "./policy.ts";
import { undecidedReason } from "./undecided.ts";

const evidence = {
  object: { apiVersion: "v1", kind: "NetworkPolicy", name: "a" },
  path: [],
  message: "the rule allows it",
};

function reasonFor(...peers: Peer[]): string {
  return undecidedReason({ action: "allow", ports: "all", evidence, peers });
}

test("what a rule selects by is named where the input does not show it", () => {
  const query = {
    is: "and",
    queries: [
      { is: "in", attribute: "namespaceLabel:team", values: ["a"] },
      { is: "not", query: { is: "present", attribute: "label:example.com/app" } },
    ],
  } as const;
  expect(reasonFor({ kind: "pods", query })).toBe(
    "it is not known whether the rule allows it: the input does not show the namespace label team and the label example.com/app of the other end",
  );
  const inNamespace = { is: "in", attribute: "namespace", values: ["a"] } as const;
  const byAccount = { is: "in", attribute: "serviceAccount", values: ["a"] } as const;
  expect(reasonFor({ kind: "pods", query: inNamespace }, { kind: "pods", query: byAccount })).toBe(
    "it is not known whether the rule allows it: the input does not show the namespace and the service account of the other end",
  );
  expect(reasonFor({ kind: "nodes", query: { is: "present", attribute: "nodeLabel:zone" } })).toBe(
    "it is not known whether the rule allows it: the input does not show the node label zone of the other end",
  );
});

test("what a peer stands for is named where the objects do not say it", () => {
  const doubt: Peer = {
    kind: "unknown",
    among: "external",
    reason: "only the addresses of a.example",
  };
  const perhaps: Peer = {
    kind: "perhaps",
    peer: { kind: "pods", query: EVERY_ENDPOINT },
    reason: "it depends on the HTTP request",
  };
  expect(reasonFor(doubt, { kind: "not", peer: perhaps }, doubt)).toBe(
    "it is not known whether the rule allows it (only the addresses of a.example; it depends on the HTTP request)",
  );
});

test("without either the rule alone is named", () => {
  expect(reasonFor({ kind: "external" })).toBe("it is not known whether the rule allows it");
});
