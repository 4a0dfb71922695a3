import { describe, expect, it } from "vitest";
import { errorsOf } from "../../testing/validation/errors.ts";
import type { JsonObject } from "../kubernetes/json.ts";

function configMap(fields: JsonObject): readonly string[] {
  return errorsOf({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" }, ...fields });
}

function secret(fields: JsonObject): readonly string[] {
  return errorsOf({ apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, ...fields });
}

describe("config maps", () => {
  it("have keys that may be files' names, each once", () => {
    expect(configMap({ data: { "a.b-c_D": "x" }, binaryData: { b: "eA==" } })).toEqual([]);
    expect(configMap({ data: { "a/b": "x" }, binaryData: { "..a": "eA==" } })).toEqual([
      `data[a/b] Invalid: "a/b" may only have letters, digits, '-', '_' and '.'`,
      `binaryData[..a] Invalid: "..a" may not be '.' or begin with '..'`,
    ]);
    expect(configMap({ data: { a: "x" }, binaryData: { a: "eA==" } })).toEqual([
      "data[a] Invalid: is in binaryData too",
    ]);
  });

  it("have one MiB of bytes in all", () => {
    const half = "ä".repeat(256 * 1024);
    expect(configMap({ data: { a: half, b: half } })).toEqual([]);
    expect(configMap({ data: { a: half, b: `${half}x` } })).toEqual([
      "[] TooLong: is longer than 1048576 bytes",
    ]);
    const encoded = "AAAA".repeat(349_525);
    expect(configMap({ binaryData: { a: encoded }, data: { b: "x" } })).toEqual([]);
    expect(configMap({ binaryData: { a: encoded }, data: { b: "xy" } })).toEqual([
      "[] TooLong: is longer than 1048576 bytes",
    ]);
  });
});

describe("secrets", () => {
  it("have what their type needs", () => {
    expect(secret({ type: "kubernetes.io/tls", data: { "tls.crt": "", "tls.key": "" } })).toEqual(
      [],
    );
    expect(secret({ type: "kubernetes.io/tls", data: { "tls.crt": "" } })).toEqual([
      "data[tls.key] Required: must be set",
    ]);
    expect(secret({ type: "kubernetes.io/basic-auth", stringData: { username: "a" } })).toEqual([]);
    expect(secret({ type: "kubernetes.io/basic-auth" })).toEqual([
      "data[username] Required: must be set, or the other",
      "data[password] Required: must be set, or the other",
    ]);
    expect(secret({ type: "kubernetes.io/ssh-auth", data: { "ssh-privatekey": "" } })).toEqual([
      "data[ssh-privatekey] Required: must be set",
    ]);
    expect(secret({ type: "example.com/own" })).toEqual([]);
  });

  it("have JSON for registries", () => {
    const type = "kubernetes.io/dockerconfigjson";
    expect(secret({ type, stringData: { ".dockerconfigjson": "{}" } })).toEqual([]);
    expect(secret({ type, data: { ".dockerconfigjson": "e30=" } })).toEqual([]);
    expect(secret({ type, data: { ".dockerconfigjson": "W10=" } })).toEqual([
      "data[.dockerconfigjson] Invalid: is no JSON object",
    ]);
  });

  it("name the account of a token", () => {
    const type = "kubernetes.io/service-account-token";
    expect(secret({ type })).toEqual([
      "metadata.annotations[kubernetes.io/service-account.name] Required: must be set",
    ]);
    const annotations = { "kubernetes.io/service-account.name": "shop" };
    expect(secret({ type, metadata: { name: "s", annotations } })).toEqual([]);
  });

  it("have keys that may be files' names, without a word on what is under them", () => {
    expect(secret({ stringData: { "a b": "hidden" } })).toEqual([
      "data[a b] Invalid: is a key that may only have letters, digits, '-', '_' and '.'",
    ]);
    expect(secret({ data: { a: "no base64!" } })).toEqual([
      "data.a TypeInvalid: must be text in base64, not this string",
    ]);
  });
});
