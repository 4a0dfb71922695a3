import type { Severity } from "../findings/finding.ts";

/** What becomes of a request by what is found in it; `off` does not look. */
export type AdmissionMode = "deny" | "warn" | "audit" | "off";

/** Namespaces by names in which `*` stands for any text; absent: all, and what is in none. */
interface NamespaceScope {
  readonly namespaces?: readonly string[];
  readonly exceptNamespaces?: readonly string[];
}

/** One rule of which mode holds; of those that speak of a check in a namespace the last one. */
export interface ConfiguredMode extends NamespaceScope {
  readonly mode: AdmissionMode;
  readonly checks?: readonly string[];
  /** Of this severity or worse. */
  readonly severity?: Severity;
}

/** What becomes of connections into pods. */
export interface ConfiguredConnections extends NamespaceScope {
  readonly mode: AdmissionMode;
  readonly subresources?: readonly string[];
  readonly reason: string;
}

/** What becomes of pods by what `images.trust` says of their images. */
export interface ConfiguredImageRules extends NamespaceScope {
  readonly mode: AdmissionMode;
  /** Whether pods run by the digests that were decided about; absent: they do. */
  readonly pin?: boolean;
}

interface ConfiguredResources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

/** What pods and pod templates get where they leave it out. */
export interface ConfiguredDefaults extends NamespaceScope {
  readonly seccompProfile?: "RuntimeDefault";
  readonly automountServiceAccountToken?: boolean;
  readonly resources?: ConfiguredResources;
}

/** What is made in a namespace that is created. */
export interface ConfiguredNewNamespaces extends NamespaceScope {
  readonly networkPolicy?: "deny-all" | "deny-ingress";
  readonly resourceQuota?: Readonly<Record<string, string>>;
  /** For containers, as a LimitRange has it. */
  readonly limitRange?: {
    readonly default?: Readonly<Record<string, string>>;
    readonly defaultRequest?: Readonly<Record<string, string>>;
    readonly max?: Readonly<Record<string, string>>;
    readonly min?: Readonly<Record<string, string>>;
  };
}

/** As the PodSecurityConfiguration of the API server has them. */
interface ConfiguredPodSecurity {
  readonly defaults?: Readonly<Record<string, string>>;
  readonly exemptions?: {
    readonly usernames?: readonly string[];
    readonly runtimeClasses?: readonly string[];
    readonly namespaces?: readonly string[];
  };
}

/** The `admission` of watertight.yaml. */
export interface ConfiguredAdmission {
  readonly modes?: readonly ConfiguredMode[];
  readonly existingViolations?: "warn" | "deny";
  readonly onError?: "deny" | "allow";
  readonly exemptNamespaces?: readonly string[];
  readonly annotatedExceptions?: boolean;
  readonly podSecurity?: ConfiguredPodSecurity;
  readonly connections?: readonly ConfiguredConnections[];
  readonly images?: readonly ConfiguredImageRules[];
  /** Secrets in the server's own namespace with logins to registries. */
  readonly pullSecrets?: readonly string[];
  readonly defaults?: readonly ConfiguredDefaults[];
  readonly newNamespaces?: readonly ConfiguredNewNamespaces[];
}
