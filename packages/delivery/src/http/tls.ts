import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { ConfiguredTls } from "@watertight/core/configuration";

/** What of TLS sockets is told by a configuration. */
export interface TlsSettings {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
}

/** Reads the files of a configuration; throws with a sentence where one is not to be had. */
export async function tlsSettings(
  tls: ConfiguredTls | undefined,
  directory: string,
): Promise<TlsSettings> {
  const { ca, certificate, key, serverName } = tls ?? {};
  const read = (file: string): Promise<string> => readFile(resolve(directory, file), "utf8");
  return {
    ...(ca !== undefined && { ca: await read(ca) }),
    ...(certificate !== undefined && { cert: await read(certificate) }),
    ...(key !== undefined && { key: await read(key) }),
    ...(serverName !== undefined && { servername: serverName }),
  };
}
