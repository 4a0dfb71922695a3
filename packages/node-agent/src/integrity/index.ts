import { X509Certificate } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import type { JsonValue } from "@watertight/core/kubernetes";
import type {
  Baseline,
  FileRecord,
  IntegrityRules,
  KubeadmBackup,
  KubeletCertificate,
  PathNotRead,
  Surroundings,
} from "@watertight/core/nodes";
import { readAttributes } from "./attributes.ts";
import { digestOfFile } from "./digest.ts";
import { type InstalledPackages, readPackages } from "./packages.ts";
import { walkFiles } from "./walk.ts";

/** What to look at, and whom to tell how far it is. */
export interface LookOptions {
  readonly root: string;
  readonly node: string;
  /** RFC 3339. */
  readonly time: string;
  readonly rules: IntegrityRules;
  readonly onProgress?: (paths: number) => void;
}

/** Looks at the files of a node; what cannot be read is in `notRead`. */
export function lookAtFiles(options: LookOptions): {
  readonly baseline: Baseline;
  readonly packages: InstalledPackages;
} {
  const { root, node, time, rules, onProgress } = options;
  const packages = readPackages(root);
  const records: FileRecord[] = [];
  const notRead: PathNotRead[] = [...packages.notRead];
  for (const walked of walkFiles(root, rules)) {
    if ("record" in walked) records.push(walked.record);
    else notRead.push(walked.notRead);
    if (records.length % 1000 === 0) onProgress?.(records.length);
  }
  const attributes = readAttributes(
    root,
    records.map(({ path }) => path),
  );
  const files = new Map<string, FileRecord>();
  for (const record of records.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const owner = packages.fileOf(record.path)?.package;
    files.set(record.path, {
      ...record,
      ...(owner !== undefined && { package: owner }),
      ...(attributes && { attributes: attributes.get(record.path) ?? [] }),
    });
  }
  const head = {
    node,
    time,
    rules,
    packages: packages.versions,
    attributes: attributes !== undefined,
  };
  return { baseline: { ...head, files, notRead }, packages };
}

/** What of a node accounts for changes; `parse` reads YAML, and gives undefined where it is none. */
export function surroundingsOf(
  root: string,
  packages: InstalledPackages,
  parse: (text: string) => JsonValue | undefined,
): Surroundings {
  const text = (path: string): string | undefined =>
    attempt(() => readFileSync(posix.join(root, path), "utf8"));
  return {
    packageFile: packages.fileOf,
    digestOf: (path, algorithm) =>
      attempt(() => digestOfFile(posix.join(root, path), algorithm)?.hex),
    certificateOf: (path) => certificateOf(text(path), text("/etc/kubernetes/pki/ca.crt")),
    backupsOf: (path) => backupsOf(root, path, parse),
    contentOf: (path) => parsedOr(text(path), parse),
  };
}

function certificateOf(
  pem: string | undefined,
  authority: string | undefined,
): KubeletCertificate | undefined {
  if (pem === undefined) return undefined;
  return attempt(() => {
    const certificate = new X509Certificate(pem);
    const part = (key: string): string =>
      new RegExp(`^${key}=(.*)$`, "m").exec(certificate.subject)?.[1] ?? "";
    return {
      commonName: part("CN"),
      organization: part("O"),
      notBefore: Date.parse(certificate.validFrom),
      isSignedByCluster: authority === undefined ? undefined : isSignedBy(certificate, authority),
    };
  });
}

/** A bundle may hold several authorities, old and new. */
function isSignedBy(certificate: X509Certificate, bundle: string): boolean {
  const authorities =
    bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return authorities.some(
    (pem) => attempt(() => certificate.verify(new X509Certificate(pem).publicKey)) === true,
  );
}

const BACKUPS = "/etc/kubernetes/tmp";
/** `cmd/kubeadm/app/phases/upgrade/staticpods.go` and `.../kubelet/config.go`: folders that kubeadm makes with a random or dated end. */
const BACKUP_FOLDER = /^kubeadm-(?:backup-manifests|kubelet-config)/;

function backupsOf(
  root: string,
  path: string,
  parse: (text: string) => JsonValue | undefined,
): readonly KubeadmBackup[] {
  const folders = attempt(() => readdirSync(posix.join(root, BACKUPS))) ?? [];
  return folders
    .filter((folder) => BACKUP_FOLDER.test(folder))
    .sort()
    .reverse()
    .flatMap((folder) => {
      const kept = `${BACKUPS}/${folder}/${posix.basename(path)}`;
      const real = posix.join(root, kept);
      const sha256 = attempt(() => digestOfFile(real, "sha256")?.hex);
      if (sha256 === undefined) return [];
      return [
        {
          path: kept,
          sha256,
          content: parsedOr(
            attempt(() => readFileSync(real, "utf8")),
            parse,
          ),
        },
      ];
    });
}

function parsedOr(
  text: string | undefined,
  parse: (text: string) => JsonValue | undefined,
): JsonValue | undefined {
  return text === undefined ? undefined : parse(text);
}

/** Nothing, where it cannot be had: whoever asks says what follows. */
function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
