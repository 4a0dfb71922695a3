import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Identity, ServerAddress } from "./requests.ts";

/** Writes a kubeconfig into the folder; its path. */
export function writeKubeconfig(
  folder: string,
  {
    name,
    server,
    identity,
  }: { readonly name: string; readonly server: ServerAddress; readonly identity: Identity },
): string {
  const base64 = (text: string): string => Buffer.from(text).toString("base64");
  const user =
    "token" in identity
      ? { token: identity.token }
      : {
          "client-certificate-data": base64(identity.certificate),
          "client-key-data": base64(identity.key),
        };
  const cluster = { server: server.url, "certificate-authority-data": base64(server.authority) };
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "test",
    contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
    clusters: [{ name: "test", cluster }],
    users: [{ name: "test", user }],
  };
  const path = join(folder, `${name}.kubeconfig`);
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}
