import { describe, expect, test } from "vitest";
import { type Asked, ask, kubeconfig, VERSION } from "../../testing/ask.ts";
import { startFakeServer } from "../../testing/fake-server.ts";
import type { ConnectOptions } from "./options.ts";

describe("where a kubeconfig is found", () => {
  test("at home, in the files of KUBECONFIG of which some may be missing, or where it is said", async () => {
    const { url } = await startFakeServer();
    const one = kubeconfig({ server: url });
    expect((await ask({ files: { ".kube/config": one } })).said).toBe(VERSION);
    const listed = { KUBECONFIG: "none.json:a.json" };
    expect((await ask({ files: { "a.json": one }, environment: listed })).said).toBe(VERSION);
    const given = { kubeconfig: "b.json", environment: listed };
    expect((await ask({ files: { "b.json": one }, ...given })).said).toBe(VERSION);
  });

  test("the first of several files counts for each name and for the current context", async () => {
    const { url } = await startFakeServer();
    const { contexts, users } = kubeconfig({}, {});
    const files = {
      "a.json": { "current-context": "dev", contexts: contexts ?? [] },
      "b.json": { clusters: [{ name: "dev", cluster: { server: url } }], users: users ?? [] },
      "c.json": kubeconfig({ server: "http://127.0.0.1:1" }),
      "d.json": "null",
    };
    const environment = { KUBECONFIG: "a.json:d.json:b.json:c.json" };
    expect((await ask({ files, environment })).said).toBe(VERSION);
  });

  test("each thing that is missing or wrong is said in a sentence", async () => {
    const config = kubeconfig({ server: "https://10.0.0.1:6443" });
    const said = async (
      files: Asked["files"],
      more: Partial<ConnectOptions> = {},
    ): Promise<string> => (await ask({ files: files ?? {}, kubeconfig: "k.json", ...more })).said;
    expect(await said({})).toBe("There is no kubeconfig k.json.");
    expect((await ask({ home: "/nowhere" })).said).toBe(
      "There is no kubeconfig: neither KUBECONFIG nor /nowhere/.kube/config names a cluster.",
    );
    expect((await ask({ environment: { KUBECONFIG: "x:y" } })).said).toBe(
      "None of the files that KUBECONFIG names exists: x, y.",
    );
    expect(await said({ "k.json": "{" })).toBe(
      "The kubeconfig k.json cannot be read: It is no JSON.",
    );
    expect(await said({ "k.json": "[]" })).toBe("The kubeconfig k.json holds no mapping.");
    expect(await said({ "k.json": "{}" })).toBe(
      "The kubeconfig names no current context k.json; it has no contexts.",
    );
    expect(await said({ "k.json": config }, { context: "prod" })).toBe(
      'There is no context "prod" in the kubeconfig k.json; say one of dev with --context.',
    );
    expect(await said({ "k.json": { ...config, clusters: [] } })).toBe(
      'The context "dev" of k.json names the cluster "dev", which the kubeconfig does not have.',
    );
    expect(await said({ "k.json": { ...config, users: [] } })).toBe(
      'The context "dev" of k.json names the user "dev", which the kubeconfig does not have.',
    );
    expect(await said({ "k.json": kubeconfig({}) })).toBe(
      'The cluster "dev" of k.json names no server.',
    );
    expect(await said({ "k.json": kubeconfig({ server: "10.0.0.1" }) })).toBe(
      'The cluster "dev" of k.json names a server that is no address as https://10.0.0.1:6443.',
    );
    expect(
      await said({ "k.json": kubeconfig({ server: "https://a", "certificate-authority": "ca" }) }),
    ).toBe(
      'The file ca, which certificate-authority of "dev" in k.json names, cannot be read: there is no such file.',
    );
    expect(
      await said({ "k.json": kubeconfig({ server: "https://a" }, { "client-key-data": "eA==" }) }),
    ).toBe(
      'The user "dev" of k.json has no client-certificate; a certificate and its key belong together.',
    );
    expect(
      await said({
        "k.json": kubeconfig({ server: "https://a" }, { "auth-provider": { name: "gcp" } }),
      }),
    ).toBe(
      'The user "dev" of k.json has an auth-provider, which Kubernetes removed in v1.26; use the cloud\'s credential plugin (exec), a token or a certificate.',
    );
    expect(
      await said({ "k.json": kubeconfig({ server: "https://a", "proxy-url": "ftp://x" }) }),
    ).toBe(
      'proxy-url of the cluster "dev" of k.json is no address of a proxy; write one as http://proxy.example.com:3128, https://… or socks5://….',
    );
  });
});
