import type { JsonValue } from "@watertight/core/kubernetes";
import { describe, expect, test } from "vitest";
import { ask, base64, kubeconfig, VERSION } from "../../testing/ask.ts";
import { createAuthority } from "../../testing/certificates.ts";
import { startFakeServer } from "../../testing/fake-server.ts";

const authority = createAuthority();
const serverCertificate = authority.issue("server", ["127.0.0.1", "api.example.com"]);

describe("how the server proves itself", () => {
  const tls = serverCertificate;

  test("by the authority of the kubeconfig, inline or in a file beside it", async () => {
    const { url } = await startFakeServer({ tls });
    const inline = { server: url, "certificate-authority-data": base64(authority.cert) };
    expect((await ask({ files: { ".kube/config": kubeconfig(inline) } })).said).toBe(VERSION);
    const file = kubeconfig({ server: url, "certificate-authority": "ca.crt" });
    const files = { ".kube/config": file, ".kube/ca.crt": authority.cert };
    expect((await ask({ files })).said).toBe(VERSION);
  });

  test("else it is not asked, and why is said in words", async () => {
    const { url, port } = await startFakeServer({ tls });
    const said = async (cluster: JsonValue): Promise<string> =>
      (await ask({ files: { ".kube/config": kubeconfig(cluster) } })).said;
    expect(await said({ server: url })).toBe(
      `${url} cannot be read: its certificate is signed by an authority that is not known: give it as certificate-authority in the kubeconfig.`,
    );
    const ca = base64(authority.cert);
    expect(
      await said({ server: url, "certificate-authority-data": ca, "tls-server-name": "other" }),
    ).toBe(
      `${url} cannot be read: its certificate is for another name: use a name that it has, or give one as tls-server-name in the kubeconfig.`,
    );
    const other = base64(createAuthority("test authority").cert);
    expect(await said({ server: url, "certificate-authority-data": other })).toBe(
      `${url} cannot be read: its certificate is not signed by the authority that the kubeconfig gives: was the cluster made anew?`,
    );
    expect(await said({ server: `http://127.0.0.1:${port}` })).toMatch(/cannot be read: /);
    const old = await startFakeServer({ tls: authority.issue("server", ["127.0.0.1"], -1) });
    expect(await said({ server: old.url, "certificate-authority-data": ca })).toBe(
      `${old.url} cannot be read: its certificate has expired: renew it, or set the machine's clock.`,
    );
    const plain = await startFakeServer();
    const wrong = plain.url.replace("http:", "https:");
    expect(await said({ server: wrong })).toBe(
      `${wrong} cannot be read: it does not speak TLS there: is the port right, should it be http?`,
    );
    expect(await said({ server: "https://127.0.0.1:1" })).toBe(
      "https://127.0.0.1:1 cannot be read: nothing listens there: is the address right, and the cluster running?",
    );
    expect(await said({ server: url, "certificate-authority-data": base64("nonsense") })).toMatch(
      /cannot be read: /,
    );
  });

  test("by a name that tls-server-name gives", async () => {
    const { url } = await startFakeServer({ tls: authority.issue("server", ["api.example.com"]) });
    const cluster = {
      server: url,
      "certificate-authority-data": base64(authority.cert),
      "tls-server-name": "api.example.com",
    };
    expect((await ask({ files: { ".kube/config": kubeconfig(cluster) } })).said).toBe(VERSION);
  });

  test("not at all where insecure-skip-tls-verify says so, which is remarked on", async () => {
    const { url, port } = await startFakeServer({ tls });
    const cluster = { server: url, "insecure-skip-tls-verify": true };
    expect(await ask({ files: { ".kube/config": kubeconfig(cluster) } })).toEqual({
      said: VERSION,
      remarks: [
        `The certificate of 127.0.0.1:${port} is not verified, for the cluster "dev" of .kube/config says insecure-skip-tls-verify: whoever is between can read and change everything.`,
      ],
    });
  });
});
