import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TlsSettings } from "./http.ts";

/** What `certs.d/HOST` folders hold for a host, as Docker and podman read them: authorities as `*.crt`, a certificate and key for the client. */
export async function tlsSettingsOf(
  host: string,
  authorities: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<TlsSettings> {
  const home = environment["HOME"];
  const folders = [
    ...(home ? [join(home, ".config", "containers", "certs.d", host)] : []),
    join("/etc/containers/certs.d", host),
    join("/etc/docker/certs.d", host),
  ];
  const found: string[] = [...authorities];
  let client: Pick<TlsSettings, "certificate" | "key"> = {};
  for (const folder of folders) {
    const names = await readdir(folder).catch((): string[] => []);
    for (const name of names.filter((each) => each.endsWith(".crt")).sort())
      found.push(await readFile(join(folder, name), "utf8"));
    const certificate = names.find((each) => each.endsWith(".cert"));
    const key = certificate?.replace(/cert$/, "key");
    if (certificate !== undefined && key !== undefined && names.includes(key))
      client = {
        certificate: await readFile(join(folder, certificate), "utf8"),
        key: await readFile(join(folder, key), "utf8"),
      };
  }
  return { authorities: found, ...client };
}
