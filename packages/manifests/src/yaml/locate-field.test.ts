import type { FieldPath } from "@watertight/core/kubernetes";
import { describe, expect, it } from "vitest";
import { locateField } from "./locate-field.ts";
import { parseDocument } from "./parse-document.ts";

const TEXT = `apiVersion: v1
spec: &spec
  "host\\x50ID": yes
  containers:
  - name: 'a b'
    ports: [80, {containerPort: 81}]
    args: [[x], *spec2]
  - &c
    name: b
    command: |
      run
      it
  yes: off
  a: 1
  a: 2
base: &base {x: 1, w: 2}
other: {x: 0, <<: *base, z: 3}
list: {<<: [{x: 5}, *base]}
alias: *base
`.replace("*spec2", "z");

const located = (text: string, ...path: FieldPath): string => {
  const { start, end } = locateField(
    text,
    parseDocument(text).values[0]?.positions ?? new Int32Array(),
    path,
  );
  const line = text.slice(0, start).split("\n").length;
  return `${line}:${text.slice(start, end)}`;
};

describe("locateField", () => {
  it.each<[FieldPath, string]>([
    [["apiVersion"], "1:apiVersion: v1"],
    [["spec"], "2:spec"],
    [["spec", "hostPID"], '3:"host\\x50ID": yes'],
    [["spec", "containers"], "4:containers"],
    [["spec", "containers", 0], "5:name"],
    [["spec", "containers", 0, "name"], "5:name: 'a b'"],
    [["spec", "containers", 0, "ports", 0], "6:80"],
    [["spec", "containers", 0, "ports", 1], "6:{containerPort"],
    [["spec", "containers", 0, "args", 0], "7:["],
    [["spec", "containers", 1, "command"], "10:command: |\n      run\n      it"],
    [["spec", "true"], "13:yes: off"],
    [["spec", "a"], "15:a: 2"],
  ])("finds %j", (path, expected) => {
    expect(located(TEXT, ...path)).toBe(expected);
  });

  it("finds merged fields in the mapping that was merged, by what counts", () => {
    expect(located(TEXT, "other", "x")).toBe("16:x: 1");
    expect(located(TEXT, "other", "z")).toBe("17:z: 3");
    expect(located(TEXT, "list", "x")).toBe("18:x: 5");
    expect(located(TEXT, "list", "w")).toBe("16:w: 2");
  });

  it("finds an alias where it is used and what is below it where it is written", () => {
    expect(located(TEXT, "alias")).toBe("19:alias: *base");
    expect(located(TEXT, "alias", "w")).toBe("16:w: 2");
  });

  it("gives the nearest parent of a field that is not there", () => {
    expect(located(TEXT, "spec", "containers", 1, "image")).toBe("9:name");
    expect(located(TEXT, "spec", "containers", 7)).toBe("4:containers");
    expect(located(TEXT, "apiVersion", "x")).toBe("1:apiVersion");
    expect(located(TEXT, "nothing")).toBe("1:apiVersion");
    expect(located("a:\n", "a")).toBe("1:a");
    expect(located("", "a")).toBe("1:");
  });

  it("finds fields of JSON", () => {
    const text = '{"kind": "Pod", "a/b": [1, {"x\\u0079": null}], "a": 1, "a": 2}';
    expect(located(text, "kind")).toBe('1:"kind": "Pod"');
    expect(located(text, "a/b")).toBe('1:"a/b"');
    expect(located(text, "a/b", 0)).toBe("1:1");
    expect(located(text, "a/b", 1, "xy")).toBe('1:"x\\u0079": null');
    expect(located(text, "a")).toBe('1:"a": 2');
    expect(located(text)).toBe('1:{"kind"');
  });
});
