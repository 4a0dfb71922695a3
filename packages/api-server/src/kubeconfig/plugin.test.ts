import { readFileSync } from "node:fs";
import type { JsonValue } from "@watertight/core/kubernetes";
import { describe, expect, test } from "vitest";
import { ask, connectTo, folderWith, kubeconfig, VERSION } from "../../testing/ask.ts";
import { startFakeServer } from "../../testing/fake-server.ts";
import { readJson } from "../requests/read-json.ts";

describe("a credential plugin", () => {
  const plugin = (script: string, more: Record<string, JsonValue> = {}): JsonValue => ({
    exec: {
      apiVersion: "client.authentication.k8s.io/v1",
      command: "./plugin",
      interactiveMode: "Never",
      ...more,
      env: [{ name: "SCRIPT", value: script }],
    },
  });
  const files = (server: string, user: JsonValue): Record<string, JsonValue> => ({
    ".kube/config": kubeconfig({ server, "tls-server-name": "api" }, user),
    ".kube/plugin": '#!/bin/sh\neval "$SCRIPT"\n',
  });
  const environment = { PATH: process.env["PATH"] };
  const credential = (status: JsonValue): string =>
    `echo '${JSON.stringify({ apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status })}'`;

  test("gives a token, and is told what it may know", async () => {
    const { url } = await startFakeServer({ tokens: new Set(["from-plugin"]) });
    const script = `echo "$KUBERNETES_EXEC_INFO" >&2; ${credential({ token: "from-plugin" })}`;
    const { said, remarks } = await ask({
      files: files(url, plugin(script, { provideClusterInfo: true })),
      environment,
    });
    expect(said).toBe(VERSION);
    expect(JSON.parse(remarks.join(""))).toEqual({
      apiVersion: "client.authentication.k8s.io/v1",
      kind: "ExecCredential",
      spec: {
        interactive: false,
        cluster: { server: url, "tls-server-name": "api", config: null },
      },
    });
  });

  test("what it does wrong is said, and never what it wrote", async () => {
    const said = async (script: string, more: Record<string, JsonValue> = {}): Promise<string> =>
      (await ask({ files: files("http://127.0.0.1:1", plugin(script, more)), environment })).said;
    expect(await said("exit 3")).toBe(
      "The credential plugin .kube/plugin ended with status 3; what it says stands above.",
    );
    expect(await said("echo s3cret")).toBe(
      "The credential plugin .kube/plugin wrote no ExecCredential on its standard output.",
    );
    expect(await said(credential({}))).toBe(
      "The credential plugin .kube/plugin gave neither a token nor a certificate.",
    );
    expect(await said(credential({ clientKeyData: "s3cret" }))).toBe(
      "The credential plugin .kube/plugin gave a certificate or a key without the other.",
    );
    expect(await said(credential({ token: "t" }).replace("/v1", "/v1beta1"))).toBe(
      "The credential plugin .kube/plugin answered in another version than client.authentication.k8s.io/v1.",
    );
    expect(await said("", { interactiveMode: "Always" })).toBe(
      "The credential plugin .kube/plugin asks on a terminal, and there is none; log in with it first.",
    );
    expect(await said("", { command: "no-such-plugin", installHint: "Get it from IT." })).toBe(
      "The credential plugin no-such-plugin, which the kubeconfig asks for, is not installed or not on the PATH. Get it from IT.",
    );
    expect(await said("", { apiVersion: "client.authentication.k8s.io/v1alpha1" })).toBe(
      'exec of the user "dev" in .kube/config has the apiVersion "client.authentication.k8s.io/v1alpha1"; known are client.authentication.k8s.io/v1 and client.authentication.k8s.io/v1beta1.',
    );
  });

  test("is run once for many requests, again when its credentials have expired, and again when they are refused", async () => {
    const tokens = new Set(["t1", "t2", "t3"]);
    const { url } = await startFakeServer({ tokens });
    const folder = folderWith({});
    const script = `echo x >> ${folder}/runs; n=$(wc -l < ${folder}/runs | tr -d ' '); echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t'$n'","expirationTimestamp":"2026-01-01T00:00:0'$n'Z"}}'`;
    let now = Date.parse("2026-01-01T00:00:00Z");
    const connection = await connectTo(url, {
      user: plugin(script, { command: "sh", args: ["-c", script] }),
      clock: { now: () => now, sleep: () => Promise.resolve() },
    });
    const ask = async (): Promise<string> => {
      await connection.ask({ path: "/version", read: (answer) => readJson(answer, 1000) });
      return readFileSync(`${folder}/runs`, "utf8").replaceAll("\n", "");
    };
    await Promise.all([ask(), ask()]);
    expect(await ask()).toBe("x");
    now += 1000;
    expect(await ask()).toBe("xx");
    tokens.delete("t2");
    expect(await ask()).toBe("xxx");
  });
});
