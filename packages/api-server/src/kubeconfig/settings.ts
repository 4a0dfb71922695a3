import type { JsonObject } from "@watertight/core/kubernetes";

/** How a server proves itself and what stands between. */
export interface ServerSettings {
  readonly url: URL;
  /** Certificates of authorities, PEM; absent: those that Node knows. */
  readonly authorities?: string;
  /** The name that the certificate must have in place of the host's. */
  readonly serverName?: string;
  /** Whether the certificate is not verified at all. */
  readonly insecure: boolean;
  readonly proxy?: URL;
}

/** A certificate and its key, PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** A program that gives credentials (client.authentication.k8s.io). */
export interface PluginSettings {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly installHint: string;
  readonly provideClusterInfo: boolean;
  readonly interactiveMode: string;
  /** What it is told of the cluster, if it wants to know. */
  readonly cluster: JsonObject;
}

/** Who asks. */
export interface UserSettings {
  readonly certificate?: KeyPair;
  readonly token?: string;
  /** A file whose token is read anew, for it rotates. */
  readonly tokenFile?: string;
  readonly basic?: { readonly username: string; readonly password: string };
  readonly plugin?: PluginSettings;
  /** Headers of an impersonation. */
  readonly impersonation: Readonly<Record<string, string | readonly string[]>>;
}

/** All that a kubeconfig or a pod's own account says of a connection. */
export interface ConnectionSettings {
  /** For messages: `context "prod" of ~/.kube/config`. */
  readonly source: string;
  readonly server: ServerSettings;
  readonly user: UserSettings;
}
