import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Connection, readJson } from "@watertight/api-server";
import { type JsonValue, objectAt, textAt } from "@watertight/core/kubernetes";
import type { CertificateState } from "./rotation.ts";

/** Certificates as they are kept; `version` tells whether somebody has changed them meanwhile. */
interface Kept {
  readonly state: CertificateState | undefined;
  readonly version: string;
}

/** Where certificates are kept. */
export interface CertificateStore {
  readonly read: () => Promise<Kept>;
  /** Whether they were kept: false where somebody else was first. */
  readonly write: (state: CertificateState, before: Kept) => Promise<boolean>;
}

const FILES = {
  authorities: "ca.crt",
  authorityKey: "ca.key",
  cert: "tls.crt",
  key: "tls.key",
} as const;

/** A Secret, which the replicas of a server share: an update of what another has updated is refused (optimistic concurrency). */
export function secretStore(
  connection: Connection,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): CertificateStore {
  const path = `/api/v1/namespaces/${namespace}/secrets/${name}`;
  const read = (got: Parameters<typeof readJson>[0]): Promise<JsonValue> =>
    readJson(got, connection.silence);
  return {
    read: async () => {
      const answer = await connection.ask({ path, read });
      if ("refusal" in answer) {
        throw new Error(
          `the Secret ${namespace}/${name} cannot be read: ${answer.refusal.message}`,
        );
      }
      const data = objectAt(answer.value, "data");
      const text = (key: string): string =>
        Buffer.from(textAt(data, key), "base64").toString("utf8");
      return {
        state: stateOf(text),
        version: textAt(answer.value, "metadata", "resourceVersion"),
      };
    },
    write: async (state, { version }) => {
      const data = Object.fromEntries(
        Object.entries(textsOf(state)).map(([key, value]) => [
          key,
          Buffer.from(value, "utf8").toString("base64"),
        ]),
      );
      const answer = await connection.ask({
        path,
        method: "PATCH",
        contentType: "application/merge-patch+json",
        body: JSON.stringify({ metadata: { resourceVersion: version }, data }),
        read,
      });
      if (!("refusal" in answer)) return true;
      const { status, message } = answer.refusal;
      if (status === 409) return false;
      throw new Error(`the Secret ${namespace}/${name} cannot be written: ${message}`);
    },
  };
}

/** A folder, for one server. */
export function folderStore(folder: string): CertificateStore {
  return {
    read: async () => {
      const found = new Map<string, string>();
      for (const name of Object.values(FILES)) {
        const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
        if (text !== undefined) found.set(name, text);
      }
      return { state: stateOf((name) => found.get(name) ?? ""), version: "" };
    },
    write: async (state) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const [name, text] of Object.entries(textsOf(state))) {
        const file = join(folder, name);
        await writeFile(`${file}.new`, text, { mode: 0o600 });
        await rename(`${file}.new`, file);
      }
      return true;
    },
  };
}

function stateOf(text: (name: string) => string): CertificateState | undefined {
  const authorities = certificatesIn(text(FILES.authorities));
  const [authorityKey, cert, key] = [text(FILES.authorityKey), text(FILES.cert), text(FILES.key)];
  if (authorities.length === 0 || authorityKey === "" || cert === "" || key === "") {
    return undefined;
  }
  return { authorities, authorityKey, serving: { cert, key } };
}

function textsOf({ authorities, authorityKey, serving }: CertificateState) {
  return {
    [FILES.authorities]: authorities.join(""),
    [FILES.authorityKey]: authorityKey,
    [FILES.cert]: serving.cert,
    [FILES.key]: serving.key,
  };
}

/** The certificates of a bundle, one by one. */
function certificatesIn(bundle: string): readonly string[] {
  const found = bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return found.map((pem) => `${pem}\n`);
}
