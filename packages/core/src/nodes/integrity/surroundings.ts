import type { JsonValue } from "../../kubernetes/json.ts";

export type DigestAlgorithm = "md5" | "sha1" | "sha256" | "sha512";

/** What a package's database says of one path. */
export interface PackageFile {
  /** As in `FileRecord.package`. */
  readonly package: string;
  readonly version: string;
  /** Of a regular file; absent where the database keeps none. */
  readonly digest?: { readonly algorithm: DigestAlgorithm; readonly hex: string };
  /** Of a link, where the database keeps it. */
  readonly target?: string;
  /** Permission bits, where the database keeps them. */
  readonly mode?: number;
  /** Whoever runs the node is meant to change it. */
  readonly isConfiguration: boolean;
}

/** A client or serving certificate of a kubelet. */
export interface KubeletCertificate {
  /** As `CN=system:node:n1,O=system:nodes`. */
  readonly commonName: string;
  readonly organization: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  /** By the cluster's authority on the node: undefined where there is none to ask. */
  readonly isSignedByCluster: boolean | undefined;
}

/** A file that kubeadm kept before it wrote a new one. */
export interface KubeadmBackup {
  readonly path: string;
  readonly sha256: string;
  readonly content: JsonValue | undefined;
}

/** What is on a node now, as explanations ask for it. */
export interface Surroundings {
  readonly packageFile: (path: string) => PackageFile | undefined;
  /** Of a regular file that is there now, in lower-case hex; undefined where it cannot be read. */
  readonly digestOf: (path: string, algorithm: DigestAlgorithm) => string | undefined;
  readonly certificateOf: (path: string) => KubeletCertificate | undefined;
  /** Of a file of this name, the newest first. */
  readonly backupsOf: (path: string) => readonly KubeadmBackup[];
  /** A YAML file as it is now; undefined where it is none. */
  readonly contentOf: (path: string) => JsonValue | undefined;
}
