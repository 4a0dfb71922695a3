import type { BootstrapPolicy } from "../access/bootstrap-policies.ts";
import type { CheckParameters } from "../checks/parameters.ts";
import type { DetectionSettings, Suppression } from "../detections/settings.ts";
import type { ConfiguredException, PlacedException } from "../findings/exception.ts";
import type { Severity, Threshold } from "../findings/finding.ts";
import type { TrustPolicies } from "../image-trust/model.ts";
import type { CniName } from "../network/cni-names.ts";
import type { ConfiguredAdmission } from "./admission.ts";
import type { ConfiguredNotifications } from "./notifications.ts";

/** What is said of the cluster's network, as the options of the command line say it. */
interface ConfiguredNetwork {
  readonly cni?: CniName;
  readonly ipBlocksMatchPods?: boolean;
  readonly hostNetworkPods?: "pod" | "node";
  readonly ciliumLabels?: readonly string[];
  readonly podCidrs: readonly string[];
}

interface ConfiguredAccess {
  readonly bootstrapPolicy?: BootstrapPolicy;
}

/** Who is a tenant. */
interface ConfiguredTenancy {
  readonly label?: string;
  readonly tenants: Readonly<Record<string, readonly string[]>>;
}

/** What a person says of a control that only a person can judge. */
interface ConfiguredAnswer {
  readonly control: string;
  readonly node?: string;
  readonly status: "pass" | "fail" | "not-applicable";
  readonly reason: string;
  readonly owner: string;
  /** As `2026-07-01`. */
  readonly date: string;
}

/** An environment that pools of nodes belong to. */
export interface ConfiguredEnvironment {
  readonly name: string;
  /** Names in which `*` stands for any text; absent: all. */
  readonly nodePools?: readonly string[];
  readonly logins: "allowed" | "refused";
}

/** Days within which a fix of a CVE is to be in place, by its severity. */
type ConfiguredObjectives = Readonly<
  Partial<Record<"critical" | "high" | "medium" | "low", number>>
>;

/** Entities, by their text forms. */
interface ConfiguredAttackPaths {
  readonly entries: readonly string[];
  readonly goals: readonly string[];
}

/** Who vouches for images: one of `key`, `keyless` and `notation`. */
interface ConfiguredAuthority {
  readonly name: string;
  /** PEM, or the path of a file of it. */
  readonly key?: string;
  readonly keyless?: {
    readonly issuer: string;
    readonly subject: string;
    /** The path of a TrustedRoot. */
    readonly trustedRoot: string;
    readonly certificateLog?: boolean;
    readonly transparencyLog?: boolean;
  };
  readonly notation?: { readonly certificates: readonly string[]; readonly subject?: string };
}

/** Who vouches for images, and what images must be to run. */
export interface ConfiguredTrust extends TrustPolicies {
  readonly authorities?: readonly ConfiguredAuthority[];
  readonly deadlineSeconds?: number;
}

/** What is known and wanted of the images that run. */
interface ConfiguredImages {
  readonly contents: readonly string[];
  readonly vulnerabilities: readonly string[];
  readonly ownerLabel?: string;
  readonly rebuildDays?: number;
  readonly objectives: ConfiguredObjectives;
  readonly trust?: ConfiguredTrust;
}

/** What detections in audit logs are told, and what of them makes no incident. */
interface ConfiguredAudit extends Partial<DetectionSettings> {
  readonly suppressions?: readonly Suppression[];
}

/** A valid watertight.yaml: the shape that `schemas/configuration.schema.json` states. */
export interface ConfigurationFile {
  readonly failOn?: Threshold;
  readonly kubernetesVersion?: string;
  readonly wholeCluster?: boolean;
  readonly oneWorld?: boolean;
  readonly namespace?: string;
  readonly network?: Partial<ConfiguredNetwork>;
  readonly access?: ConfiguredAccess;
  readonly tenancy?: Partial<ConfiguredTenancy>;
  readonly nodes?: { readonly answers?: readonly ConfiguredAnswer[] };
  readonly environments?: readonly ConfiguredEnvironment[];
  readonly attackPaths?: Partial<ConfiguredAttackPaths>;
  readonly audit?: ConfiguredAudit;
  readonly versions?: { readonly objectives?: ConfiguredObjectives };
  readonly admission?: ConfiguredAdmission;
  readonly images?: Partial<ConfiguredImages>;
  readonly notifications?: ConfiguredNotifications;
  readonly output?: readonly string[];
  readonly cloud?: readonly string[];
  readonly exclude?: readonly string[];
  readonly helm?: { readonly values?: readonly string[]; readonly set?: readonly string[] };
  readonly checks?: {
    readonly only?: readonly string[];
    readonly skip?: readonly string[];
    readonly severity?: Readonly<Record<string, Severity>>;
  };
  readonly parameters?: Partial<CheckParameters>;
  readonly exceptions?: readonly ConfiguredException[];
}

/** What is configured, with the defaults; options of the command line still come before it. */
export interface Configuration {
  /** Absolute; undefined when there is no configuration file. */
  readonly file: string | undefined;
  /** Absolute; `cloud`, `exclude` and `helm.values` are relative to it. */
  readonly directory: string;
  readonly failOn: Threshold;
  /** Undefined: not configured. */
  readonly kubernetesVersion: string | undefined;
  /** Undefined: not configured. */
  readonly wholeCluster: boolean | undefined;
  /** Whether all of the input is deployed together, whatever it holds twice. */
  readonly oneWorld: boolean;
  /** Where objects are applied that name none; undefined: not configured. */
  readonly namespace: string | undefined;
  readonly network: ConfiguredNetwork;
  readonly access: ConfiguredAccess;
  readonly tenancy: ConfiguredTenancy;
  readonly nodes: { readonly answers: readonly ConfiguredAnswer[] };
  readonly environments: readonly ConfiguredEnvironment[];
  /** What the objects do not say of where attack paths begin and lead. */
  readonly attackPaths: ConfiguredAttackPaths;
  /** What detections in audit logs are told. */
  readonly audit: ConfiguredAudit;
  readonly versions: { readonly objectives: ConfiguredObjectives };
  /** What is refused, told and filled in at admission. */
  readonly admission: ConfiguredAdmission;
  /** Files are relative to `directory`. */
  readonly images: ConfiguredImages;
  /** Who is told what changed; files are relative to `directory`. */
  readonly notifications: ConfiguredNotifications;
  /** As `-o` takes them; empty: not configured. */
  readonly output: readonly string[];
  /** Files with descriptions of clouds. */
  readonly cloud: readonly string[];
  readonly exclude: readonly string[];
  readonly helm: { readonly values: readonly string[]; readonly set: readonly string[] };
  readonly checks: {
    /** Undefined: all. */
    readonly only: readonly string[] | undefined;
    readonly skip: readonly string[];
    readonly severity: ReadonlyMap<string, Severity>;
  };
  readonly parameters: Partial<CheckParameters>;
  readonly exceptions: readonly PlacedException[];
}

/** What holds where nothing is configured. */
const DEFAULTS: Omit<Configuration, "file" | "directory"> = {
  failOn: "high",
  kubernetesVersion: undefined,
  wholeCluster: undefined,
  oneWorld: false,
  namespace: undefined,
  network: { podCidrs: [] },
  access: {},
  tenancy: { tenants: {} },
  nodes: { answers: [] },
  environments: [],
  attackPaths: { entries: [], goals: [] },
  audit: {},
  versions: { objectives: {} },
  admission: {},
  images: { contents: [], vulnerabilities: [], objectives: {} },
  notifications: {},
  output: [],
  cloud: [],
  exclude: [],
  helm: { values: [], set: [] },
  checks: { only: undefined, skip: [], severity: new Map() },
  parameters: {},
  exceptions: [],
};

/** Fills in the defaults. */
export function configurationOf(
  given: ConfigurationFile,
  place: Pick<Configuration, "file" | "directory"> & Partial<Pick<Configuration, "exceptions">>,
): Configuration {
  const { attackPaths, helm, checks, network, nodes, tenancy, versions, images, ...rest } = given;
  return {
    ...DEFAULTS,
    ...rest,
    exceptions: [],
    ...place,
    network: { ...DEFAULTS.network, ...network },
    tenancy: { ...DEFAULTS.tenancy, ...tenancy },
    nodes: { ...DEFAULTS.nodes, ...nodes },
    attackPaths: { ...DEFAULTS.attackPaths, ...attackPaths },
    versions: { ...DEFAULTS.versions, ...versions },
    images: { ...DEFAULTS.images, ...images },
    helm: { ...DEFAULTS.helm, ...helm },
    checks: {
      ...DEFAULTS.checks,
      ...checks,
      severity: new Map(Object.entries(checks?.severity ?? {})),
    },
  };
}
