import type { Edit } from "@watertight/core/kubernetes";
import { describe, expect, it } from "vitest";
import { add, after } from "../../testing/edits.ts";

const DEPLOYMENT = `# Copyright
kind: Deployment
spec:
  template:
    spec:
      containers:
      - name: web # the site
        image: nginx
        ports:
        - containerPort: 80
      - name: log
        securityContext:
          # needs root
          runAsUser: 0

      # the end
      volumes: []
`;
const containers = ["spec", "template", "spec", "containers"] as const;

describe("adding to lines", () => {
  it("writes missing parents in the manner of the neighbours", () => {
    expect(
      after(
        DEPLOYMENT,
        add([...containers, 0, "securityContext", "capabilities", "drop"], ["ALL"]),
        add([...containers, 0, "securityContext", "runAsNonRoot"], true),
        add([...containers, 1, "securityContext", "privileged"], false),
        add(["metadata", "labels", "app.kubernetes.io/name"], "web"),
      ),
    ).toBe(`# Copyright
kind: Deployment
spec:
  template:
    spec:
      containers:
      - name: web # the site
        image: nginx
        ports:
        - containerPort: 80
        securityContext:
          capabilities:
            drop:
            - ALL
          runAsNonRoot: true
      - name: log
        securityContext:
          # needs root
          runAsUser: 0
          privileged: false

      # the end
      volumes: []
metadata:
  labels:
    app.kubernetes.io/name: web
`);
  });

  it.each<[string, string, Edit, string]>([
    [
      "indents lists where the neighbours do",
      "a:\n    b:\n        - 1\n",
      add(["c", "d"], [{ e: 1, f: [2] }]),
      "a:\n    b:\n        - 1\nc:\n    d:\n        - e: 1\n          f:\n              - 2\n",
    ],
    ["goes below an empty key", "a: # x\nb: 1\n", add(["a", "c"], 1), "a: # x\n  c: 1\nb: 1\n"],
    ["goes below null", "a: null # x\nb: 1\n", add(["a", "c"], 1), "a: # x\n  c: 1\nb: 1\n"],
    ["goes below ~", "x:\n  a: ~\nb: 1\n", add(["x", "a", "c"], 1), "x:\n  a:\n    c: 1\nb: 1\n"],
    [
      "goes behind an empty dash",
      "a:\n-\n- 1\n",
      add(["a", 0, "c", "d"], 1),
      "a:\n- c:\n    d: 1\n- 1\n",
    ],
    ["goes behind a dash with null", "a:\n- null # x\n", add(["a", 0, "c"], 1), "a:\n- c: 1 # x\n"],
    ["stays in empty braces", "a: {} # x\n", add(["a", "c", "d"], [1]), "a: {c: {d: [1]}} # x\n"],
    [
      "stays in braces with spaces",
      "a: { b: 1 }\n",
      add(["a", "c"], "x y"),
      'a: { b: 1, c: "x y" }\n',
    ],
    ["stays in empty brackets", "a: []\n", add(["a", 0], "x"), "a: [x]\n"],
    [
      "follows the quotes in braces",
      'a: {"b": 1}\n',
      add(["a", "c"], "x"),
      'a: {"b": 1, "c": "x"}\n',
    ],
    ["keeps the comma before a brace", "a: {b: 1,}\n", add(["a", "c"], 2), "a: {b: 1, c: 2,}\n"],
    [
      "goes to lines of their own in braces",
      "a: {\n  b: 1, # x\n  c: 2 # y\n}\n",
      add(["a", "d"], 3),
      "a: {\n  b: 1, # x\n  c: 2, # y\n  d: 3\n}\n",
    ],
    [
      "keeps CR LF",
      "a:\r\n  b: 1\r\n",
      add(["a", "c"], { d: 1 }),
      "a:\r\n  b: 1\r\n  c:\r\n    d: 1\r\n",
    ],
    [
      "keeps a missing line break at the end",
      "a:\n  b: 1",
      add(["a", "c"], 2),
      "a:\n  b: 1\n  c: 2",
    ],
    ["keeps it with CR LF too", "a:\r\n  b: 1", add(["c"], 2), "a:\r\n  b: 1\r\nc: 2"],
    [
      "goes behind a block text",
      "a:\n  b: |\n    x\n\nc: 1\n",
      add(["a", "d"], 2),
      "a:\n  b: |\n    x\n  d: 2\n\nc: 1\n",
    ],
    [
      "goes behind the empty lines of a block text that keeps them",
      "a:\n  b: |+\n    x\n\nc: 1\n",
      add(["a", "d"], 2),
      "a:\n  b: |+\n    x\n\n  d: 2\nc: 1\n",
    ],
    [
      "appends an item",
      "a:\n  - x # 1\n  # 2\nb: 1\n",
      add(["a", 1], "w"),
      "a:\n  - x # 1\n  - w\n  # 2\nb: 1\n",
    ],
    [
      "inserts an item with its comment left alone",
      "a:\n- x\n# 2\n- z\n",
      add(["a", 1], "w"),
      "a:\n- x\n- w\n# 2\n- z\n",
    ],
    [
      "inserts the first item",
      "a:\n- x\n",
      add(["a", 0], { b: 1, c: 2 }),
      "a:\n- b: 1\n  c: 2\n- x\n",
    ],
    [
      "inserts the first item behind a dash",
      "a:\n- - x\n",
      add(["a", 0, 0], "w"),
      "a:\n- - w\n  - x\n",
    ],
    ["inserts before an item in brackets", "a: [x, z]\n", add(["a", 1], "w"), "a: [x, w, z]\n"],
    [
      "quotes keys that mean something else",
      "a: {}\n",
      add(["a", "on"], "off"),
      'a: {"on": "off"}\n',
    ],
    [
      "goes to the end of the document before its marker",
      "a: 1\n...\n",
      add(["b"], 2),
      "a: 1\nb: 2\n...\n",
    ],
    [
      "writes empty collections",
      "a: 1\n",
      add(["b"], { c: [], d: {} }),
      "a: 1\nb:\n  c: []\n  d: {}\n",
    ],
    ["replaces what is there", "a: 1 # x\n", add(["a"], 2), "a: 2 # x\n"],
    ["goes into a document in braces", "{a: 1}", add(["b", "c"], 2), "{a: 1, b: {c: 2}}"],
  ])("%s", (_, text, each, expected) => {
    expect(after(text, each)).toBe(expected);
  });
});
