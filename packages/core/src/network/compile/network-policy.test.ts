import { describe, expect, it } from "vitest";
import {
  ALL_TO_A,
  answers,
  ask,
  policyOf,
  TWO_NAMESPACES,
  verdicts,
} from "../../../testing/network/ask.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";

describe("isolation", () => {
  it("is none without a policy", () => {
    expect(ask("y/a => x/a TCP 80", TWO_NAMESPACES)).toMatchObject({
      verdict: "yes",
      proof: [],
      assumptions: [],
      egress: { verdict: "yes", reason: "no policy selects it for egress" },
      ingress: { verdict: "yes", reason: "no policy selects it for ingress" },
    });
  });

  it("is of the pods that the policy selects in its own namespace", () => {
    const spec = { podSelector: { matchLabels: { app: "a" } } };
    expect(answers(spec, [...ALL_TO_A, "x/a => x/b TCP 80", "x/a => y/a TCP 80"])).toEqual([
      "no",
      "no",
      "no",
      "yes",
      "yes",
    ]);
  });

  it("is of each direction by itself", () => {
    const questions = ["x/b => x/a TCP 80", "x/a => x/b TCP 80"];
    const selector = { podSelector: { matchLabels: { app: "a" } } };
    expect(answers({ ...selector, policyTypes: ["Ingress"] }, questions)).toEqual(["no", "yes"]);
    expect(answers({ ...selector, policyTypes: ["Egress"] }, questions)).toEqual(["yes", "no"]);
    expect(answers({ ...selector, policyTypes: ["Ingress", "Egress"] }, questions)).toEqual([
      "no",
      "no",
    ]);
  });

  it("needs both sides to allow the same protocol and port", () => {
    const objects = [
      ...TWO_NAMESPACES,
      policyOf("x/in", {
        podSelector: { matchLabels: { app: "a" } },
        ingress: [{ ports: [{ port: 80 }, { port: 81 }] }],
      }),
      policyOf("x/out", {
        podSelector: { matchLabels: { app: "b" } },
        policyTypes: ["Egress"],
        egress: [{ ports: [{ port: 81 }, { port: 82 }] }],
      }),
    ];
    expect(
      verdicts(["x/b => x/a TCP 80", "x/b => x/a TCP 81", "x/b => x/a TCP 82"], objects),
    ).toEqual(["x/b => x/a TCP 80: no", "x/b => x/a TCP 81: yes", "x/b => x/a TCP 82: no"]);
  });

  it("adds the rules of all policies", () => {
    const allow = (app: string): JsonObject => ({
      podSelector: { matchLabels: { app: "a" } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app } } }] }],
    });
    const objects = [
      ...TWO_NAMESPACES,
      policyOf("x/one", allow("b")),
      policyOf("x/two", { ...allow("none"), ingress: [{ ports: [{ port: 81 }] }] }),
    ];
    expect(
      verdicts(["x/b => x/a TCP 80", "y/b => x/a TCP 80", "y/b => x/a TCP 81"], objects),
    ).toEqual(["x/b => x/a TCP 80: yes", "y/b => x/a TCP 80: no", "y/b => x/a TCP 81: yes"]);
  });

  it("names the rule that allows and the policies that isolate", () => {
    const spec = {
      podSelector: {},
      ingress: [{ ports: [{ port: 81 }] }, { ports: [{ port: 80 }] }],
    };
    const objects = [...TWO_NAMESPACES, policyOf("x/policy", spec)];
    const object = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      namespace: "x",
      name: "policy",
    };
    expect(ask("y/a => x/a TCP 80", objects).proof).toEqual([
      { object, path: ["spec", "ingress", 1], message: "the rule allows it" },
    ]);
    expect(ask("y/a => x/a TCP 82", objects).proof).toEqual([
      {
        object,
        path: ["spec", "podSelector"],
        message: "the policy selects the pod, and none of its ingress rules allows this",
      },
    ]);
  });
});

describe("policyTypes", () => {
  const selector = { podSelector: { matchLabels: { app: "a" } } };
  const questions = ["x/b => x/a TCP 80", "x/a => x/b TCP 80"];

  it("absent are Ingress, and Egress where there is an egress rule", () => {
    expect(answers(selector, questions)).toEqual(["no", "yes"]);
    expect(answers({ ...selector, egress: [] }, questions)).toEqual(["no", "yes"]);
    expect(answers({ ...selector, egress: [{ to: [{ podSelector: {} }] }] }, questions)).toEqual([
      "no",
      "yes",
    ]);
    expect(
      answers(
        { ...selector, egress: [{ to: [{ podSelector: { matchLabels: { app: "c" } } }] }] },
        questions,
      ),
    ).toEqual(["no", "no"]);
  });

  it("leave a direction alone that they do not name, whatever rules it has", () => {
    expect(answers({ ...selector, policyTypes: ["Egress"], ingress: [] }, questions)).toEqual([
      "yes",
      "no",
    ]);
  });
});

describe("absent and empty", () => {
  const selector = { podSelector: { matchLabels: { app: "a" } } };

  it.each<[string, JsonValue, readonly string[]]>([
    ["no ingress denies all", {}, ["no", "no", "no"]],
    ["ingress: null denies all", { ingress: null }, ["no", "no", "no"]],
    ["ingress: [] denies all", { ingress: [] }, ["no", "no", "no"]],
    ["ingress: [{}] allows all", { ingress: [{}] }, ["yes", "yes", "yes"]],
    ["from: [] is everybody", { ingress: [{ from: [] }] }, ["yes", "yes", "yes"]],
    ["from: null is everybody", { ingress: [{ from: null }] }, ["yes", "yes", "yes"]],
    ["ports: [] are all", { ingress: [{ ports: [] }] }, ["yes", "yes", "yes"]],
    [
      "an empty podSelector is every pod of the policy's namespace",
      { ingress: [{ from: [{ podSelector: {} }] }] },
      ["yes", "no", "no"],
    ],
    [
      "an empty namespaceSelector is every pod of every namespace",
      { ingress: [{ from: [{ namespaceSelector: {} }] }] },
      ["yes", "yes", "yes"],
    ],
  ])("%s", (_, rules, expected) => {
    expect(answers({ ...selector, ...(rules as JsonObject) }, ALL_TO_A)).toEqual(expected);
  });

  it("everybody includes what is outside the cluster, and selectors do not", () => {
    const open = policyOf("x/policy", { ...selector, ingress: [{}] });
    const closed = policyOf("x/policy", {
      ...selector,
      ingress: [{ from: [{ namespaceSelector: {} }] }],
    });
    const question = ["203.0.113.1 => x/a TCP 80"];
    expect(verdicts(question, [...TWO_NAMESPACES, open])).toEqual([`${question[0]}: yes`]);
    expect(verdicts(question, [...TWO_NAMESPACES, closed])).toEqual([`${question[0]}: no`]);
  });

  it("takes an absent podSelector for the empty one", () => {
    expect(answers({ ingress: [] }, ["y/a => x/a TCP 80", "y/a => x/b TCP 80"])).toEqual([
      "no",
      "no",
    ]);
  });
});
