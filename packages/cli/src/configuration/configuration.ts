import type { ProbeField, ResourceName } from "@watertight/core/checks";
import type { ConfiguredException, Severity } from "@watertight/core/findings";
import type { PlacedException } from "@watertight/core/scan";

/** Parameters of checks, as configured; what is absent has the default of the check. */
interface ConfiguredParameters {
  readonly allowedRegistries?: readonly string[];
  readonly forbiddenRegistries?: readonly string[];
  readonly requiredLabels?: readonly string[];
  readonly requiredAnnotations?: readonly string[];
  readonly nameLabels?: readonly string[];
  readonly namespaceRequired?: boolean;
  readonly requiredProbeFields?: readonly ProbeField[];
  readonly argoCdNamespaces?: readonly string[];
  readonly forbiddenHostPaths?: readonly string[];
  readonly tenantLabel?: string;
  readonly guaranteedResources?: readonly ResourceName[];
  readonly minimumResources?: Readonly<Partial<Record<ResourceName, string>>>;
  readonly maximumResources?: Readonly<Partial<Record<ResourceName, string>>>;
  readonly cpuLimitsForbidden?: boolean;
  readonly secretPatterns?: Readonly<Record<string, string>>;
}

/** What is said of the cluster's network, as the options of the command line say it. */
interface ConfiguredNetwork {
  readonly cni?: string;
  readonly ipBlocksMatchPods?: boolean;
  readonly hostNetworkPods?: "pod" | "node";
  readonly podCidrs: readonly string[];
}

interface ConfiguredAccess {
  readonly bootstrapPolicy?: "none" | "roles" | "roles-and-bindings";
}

/** A valid watertight.yaml: the shape that `schemas/configuration.schema.json` states. */
export interface ConfigurationFile {
  readonly failOn?: Severity | "none";
  readonly kubernetesVersion?: string;
  readonly wholeCluster?: boolean;
  readonly oneWorld?: boolean;
  readonly namespace?: string;
  readonly network?: Partial<ConfiguredNetwork>;
  readonly access?: ConfiguredAccess;
  readonly output?: readonly string[];
  readonly exclude?: readonly string[];
  readonly helm?: { readonly values?: readonly string[]; readonly set?: readonly string[] };
  readonly checks?: {
    readonly only?: readonly string[];
    readonly skip?: readonly string[];
    readonly severity?: Readonly<Record<string, Severity>>;
  };
  readonly parameters?: ConfiguredParameters;
  readonly exceptions?: readonly ConfiguredException[];
}

/** What is configured, with the defaults; options of the command line still come before it. */
export interface Configuration {
  /** Absolute; undefined when there is no configuration file. */
  readonly file: string | undefined;
  /** Absolute; `exclude` and `helm.values` are relative to it. */
  readonly directory: string;
  readonly failOn: Severity | "none";
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
  /** As `-o` takes them; empty: not configured. */
  readonly output: readonly string[];
  readonly exclude: readonly string[];
  readonly helm: { readonly values: readonly string[]; readonly set: readonly string[] };
  readonly checks: {
    /** Undefined: all. */
    readonly only: readonly string[] | undefined;
    readonly skip: readonly string[];
    readonly severity: ReadonlyMap<string, Severity>;
  };
  readonly parameters: ConfiguredParameters;
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
  output: [],
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
  const { helm, checks, network, ...rest } = given;
  return {
    ...DEFAULTS,
    ...rest,
    exceptions: [],
    ...place,
    network: { ...DEFAULTS.network, ...network },
    helm: { ...DEFAULTS.helm, ...helm },
    checks: {
      ...DEFAULTS.checks,
      ...checks,
      severity: new Map(Object.entries(checks?.severity ?? {})),
    },
  };
}
