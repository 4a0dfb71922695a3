import { describe, expect, test } from "vitest";
import { ask, base64, kubeconfig, VERSION } from "../../testing/ask.ts";
import { createAuthority } from "../../testing/certificates.ts";
import { startFakeServer } from "../../testing/fake-server.ts";
import { startProxy } from "../../testing/proxy.ts";

const authority = createAuthority();
const serverCertificate = authority.issue("server", ["127.0.0.1", "api.example.com"]);

describe("a proxy", () => {
  const ca = base64(authority.cert);

  test.each(["http", "socks5"] as const)(
    "of the kubeconfig leads to the server: %s",
    async (kind) => {
      const { url, port } = await startFakeServer({ tls: serverCertificate });
      const proxy = await startProxy(kind, port);
      const cluster = {
        server: "https://api.example.com:6443",
        "certificate-authority-data": ca,
        "proxy-url": `${kind}://jane:pw@127.0.0.1:${proxy.port}`,
      };
      expect((await ask({ files: { ".kube/config": kubeconfig(cluster) } })).said).toBe(VERSION);
      expect(proxy.targets).toEqual(["jane:pw api.example.com:6443"]);
      expect(url).toContain(String(port));
    },
  );

  test("of the environment leads there too, but not where NO_PROXY says so", async () => {
    const { port } = await startFakeServer({ tls: serverCertificate });
    const proxy = await startProxy("http", port);
    const files = {
      ".kube/config": kubeconfig({
        server: "https://api.example.com:6443",
        "certificate-authority-data": ca,
      }),
    };
    const environment = { HTTPS_PROXY: `127.0.0.1:${proxy.port}` };
    expect((await ask({ files, environment })).said).toBe(VERSION);
    expect(proxy.targets).toEqual([" api.example.com:6443"]);
    const exempt = { ...environment, NO_PROXY: "example.com" };
    expect((await ask({ files, environment: exempt })).said).toMatch(
      /^https:\/\/api\.example\.com:6443 cannot be read: its name/,
    );
    expect(proxy.targets).toEqual([" api.example.com:6443"]);
  });

  test("leads to a server whose answers come compressed; one that is cut is asked for again", async () => {
    let cuts = 2;
    const server = await startFakeServer({
      tls: serverCertificate,
      fault: () => (cuts-- > 0 ? { cutAfter: 20 + cuts } : undefined),
    });
    const proxy = await startProxy("http", server.port);
    const cluster = {
      server: "https://api.example.com:6443",
      "certificate-authority-data": ca,
      "proxy-url": `http://127.0.0.1:${proxy.port}`,
    };
    expect((await ask({ files: { ".kube/config": kubeconfig(cluster) } })).said).toBe(VERSION);
    expect(server.seen.map(({ headers }) => headers["accept-encoding"])).toEqual([
      ...["gzip", "gzip", "gzip"],
    ]);
  });

  test("that refuses or is not there is named", async () => {
    const proxy = await startProxy("refusing", 1);
    const said = async (url: string): Promise<string> => {
      const cluster = { server: "https://api.example.com", "proxy-url": url };
      return (await ask({ files: { ".kube/config": kubeconfig(cluster) } })).said;
    };
    expect(await said(`http://127.0.0.1:${proxy.port}`)).toBe(
      `The proxy 127.0.0.1:${proxy.port} answers 407 to a connection to api.example.com:443; it wants a user name and password: http://USER:PASSWORD@HOST.`,
    );
    expect(await said("http://127.0.0.1:1")).toBe(
      "The proxy 127.0.0.1:1 cannot be used: nothing listens there: is the address right, and the cluster running?",
    );
    expect(await said("socks5://127.0.0.1:1")).toBe(
      "The proxy 127.0.0.1:1 cannot be used: nothing listens there: is the address right, and the cluster running?",
    );
  });
});
