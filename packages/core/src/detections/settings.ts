/** What a configuration says for detections; texts in lists of names may end in `*`. */
export interface DetectionSettings {
  /** Address ranges of the cloud that the cluster runs in: `54.208.0.0/13`. */
  readonly cloudAddresses: readonly string[];
  /** Address ranges from which nothing should come, by the name of their list: Tor exits, known attackers. */
  readonly addressLists: Readonly<Record<string, readonly string[]>>;
  /** Registries and repositories that images may come from; empty: any. */
  readonly allowedImages: readonly string[];
  /** Namespaces that objects may be created in; empty: any. */
  readonly allowedNamespaces: readonly string[];
  /** Who may use the API at all besides the system; empty: anybody. */
  readonly allowedUsers: readonly string[];
  /** Names of nodes that may join; empty: any. */
  readonly allowedNodes: readonly string[];
  /** Users and groups with all rights that are kept for emergencies. */
  readonly adminIdentities: readonly string[];
  /** Identities that are part of the platform beside Kubernetes' own: operators, GitOps. */
  readonly systemIdentities: readonly string[];
  /** Namespaces of the platform beside Kubernetes' own. */
  readonly systemNamespaces: readonly string[];
}

/** What holds where nothing is configured. */
export const DEFAULT_DETECTION_SETTINGS: DetectionSettings = {
  cloudAddresses: [],
  addressLists: {},
  allowedImages: [],
  allowedNamespaces: [],
  allowedUsers: [],
  allowedNodes: [],
  adminIdentities: [],
  systemIdentities: [],
  systemNamespaces: [],
};

/** What is not to be told, why and until when; texts may end in `*`, and what is absent is any. */
export interface Suppression {
  readonly rule?: string;
  /** User name as the API server has it. */
  readonly actor?: string;
  readonly namespace?: string;
  readonly reason: string;
  /** The last day on which it holds, as `2026-12-31`. */
  readonly expires: string;
}
