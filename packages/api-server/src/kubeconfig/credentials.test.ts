import { describe, expect, test } from "vitest";
import { ask, base64, folderWith, kubeconfig, VERSION } from "../../testing/ask.ts";
import { createAuthority } from "../../testing/certificates.ts";
import { startFakeServer } from "../../testing/fake-server.ts";

const authority = createAuthority();
const serverCertificate = authority.issue("server", ["127.0.0.1", "api.example.com"]);

describe("who asks", () => {
  test("a token; one that is refused is said without showing it", async () => {
    const { url } = await startFakeServer({ tokens: new Set(["s3cret"]) });
    const good = kubeconfig({ server: url }, { token: "s3cret" });
    expect((await ask({ files: { ".kube/config": good } })).said).toBe(VERSION);
    const bad = kubeconfig({ server: url }, { token: "hunter2" });
    expect((await ask({ files: { ".kube/config": bad } })).said).toBe(
      `${url} does not accept the credentials of context "dev" of .kube/config (401 Unauthorized); log in again, or renew them.`,
    );
  });

  test("a client certificate, inline", async () => {
    const client = authority.issue("jane");
    const server = await startFakeServer({
      tls: { ...serverCertificate, clientAuthority: authority.cert },
    });
    const cluster = { server: server.url, "certificate-authority-data": base64(authority.cert) };
    const user = {
      "client-certificate-data": base64(client.cert),
      "client-key-data": base64(client.key),
    };
    expect((await ask({ files: { ".kube/config": kubeconfig(cluster, user) } })).said).toBe(
      VERSION,
    );
    expect(server.seen.map((seen) => seen.client)).toEqual(["jane"]);
    expect((await ask({ files: { ".kube/config": kubeconfig(cluster) } })).said).toBe(
      `${server.url} cannot be read: it refuses the client certificate: renew the one in the kubeconfig.`,
    );
  });

  test("a name and a password, and whom it stands for", async () => {
    const server = await startFakeServer();
    const user = {
      ...{ username: "jane", password: "pw", as: "joe", "as-uid": "7", "as-groups": ["a", "b"] },
      "as-user-extra": { "example.com/team": ["x"] },
    };
    await ask({ files: { ".kube/config": kubeconfig({ server: server.url }, user) } });
    const headers = server.seen[0]?.headers ?? {};
    expect(headers).toMatchObject({
      authorization: `Basic ${base64("jane:pw")}`,
      "impersonate-user": "joe",
      "impersonate-uid": "7",
      "impersonate-group": "a, b",
      "impersonate-extra-example.com%2fteam": "x",
      "user-agent": "watertight/test",
    });
  });

  test("the account of the pod that this runs in, where there is no kubeconfig", async () => {
    const server = await startFakeServer({ tls: serverCertificate, tokens: new Set(["t0"]) });
    const environment = {
      KUBERNETES_SERVICE_HOST: "127.0.0.1",
      KUBERNETES_SERVICE_PORT: String(server.port),
    };
    const accountFolder = folderWith({ token: "t0\n", "ca.crt": authority.cert });
    expect((await ask({ environment, accountFolder })).said).toBe(VERSION);
    const empty = folderWith({});
    expect((await ask({ environment, accountFolder: empty })).said).toBe(
      `This runs in a cluster, but ${empty}/ca.crt cannot be read; let the pod mount its service account's token, or name a kubeconfig: there is no such file.`,
    );
  });
});
