import { resolve } from "node:path";
import { builtInChecks, formerIdsOf } from "@watertight/core/checks";
import {
  type Cluster,
  type ClusterSettings,
  type Clusters,
  createClusters,
} from "@watertight/core/cluster";
import type { Configuration } from "@watertight/core/configuration";
import { parseCidr, parseCniName } from "@watertight/core/network";
import { createSnapshot, type Snapshot } from "@watertight/core/snapshot";
import { readManifests, withCertificates, withEmbedded } from "@watertight/manifests";
import { sanitize } from "@watertight/reports/text";
import { admissionPoliciesFor } from "./admission-policies.ts";
import { assumedVersion, wholeClusterOf } from "./assumed.ts";
import { createCloudReader } from "./cloud.ts";
import type { Arguments } from "./command.ts";
import { loadConfiguration } from "./configuration/load.ts";
import type { Context } from "./context.ts";
import { customResourceRulesFor } from "./custom-resource-rules.ts";
import { gapIn } from "./ending.ts";
import { knownCvesFor } from "./known-cves.ts";
import { isClusterPath } from "./live/cluster-path.ts";
import { isFromServer } from "./live/from-server.ts";
import { readClusterPath, readSurroundings } from "./live/read-snapshot.ts";
import { type Sources, sourcesIn } from "./live/sources.ts";
import { ownFiles } from "./own-files.ts";
import { createPipelineReader } from "./pipelines.ts";
import { printRemarks } from "./remarks.ts";
import { createProgress } from "./terminal/progress.ts";
import { UsageError } from "./usage-error.ts";

/** What a verb wants otherwise than its arguments say. */
export interface ReadingWish {
  /** In place of the operands. */
  readonly paths?: readonly string[];
  /** `plain`: kustomizations are nothing but files. */
  readonly kustomizations?: "build" | "plain";
  /** Where it has been read already. */
  readonly configuration?: Configuration;
  /** The cluster in which the files are judged; the verb declares the options for it. */
  readonly around?: Snapshot | undefined;
  /** Read beside what the question is about, as checks are: `what-if` leaves it as it is. */
  readonly isAside?: boolean;
  /** `later`: the verb prints what could not be read itself. */
  readonly remarks?: "now" | "later";
}

/** An input as every verb sees it: the same objects, the same assumptions, the same engines. */
export interface Reading {
  readonly configuration: Configuration;
  readonly snapshot: Snapshot;
  readonly clusters: Clusters;
  /** The clusters of a changed snapshot of the same input. */
  readonly clustersOf: (snapshot: Snapshot) => Clusters;
  /** What should have been read and was not, in a sentence; undefined where all was. */
  readonly gap: string | undefined;
}

/** Reads the input of a verb that declares `CLUSTER_OPTIONS`, with one configuration for all verbs. */
export async function readClusters(
  args: Arguments,
  context: Context,
  wish: ReadingWish = {},
): Promise<Reading> {
  const configuration = wish.configuration ?? (await configurationFor(args, context, wish.paths));
  const { around } = wish;
  const plain = await readSnapshot(args, context, configuration, wish);
  const read = withCertificates(isFromServer(plain) ? withEmbedded(plain) : plain, context.today());
  const known = around ? knownOf(read, around) : read;
  const snapshot = context.change && wish.isAside !== true ? context.change(known) : known;
  const settings = {
    ...settingsOf(args, configuration),
    ...(around && { around }),
    ...(await customResourceRulesFor(snapshot, around)),
    ...(await admissionPoliciesFor(snapshot, around)),
    ...(await knownCvesFor(snapshot)),
  };
  if (wish.remarks !== "later" && !args.flag("quiet")) printRemarks(snapshot, context);
  let clusters: Clusters | undefined;
  const clustersOf = (input: Snapshot): Clusters =>
    input === snapshot
      ? (clusters ??= createClusters(snapshot, settings))
      : createClusters(input, settings);
  return {
    configuration,
    snapshot,
    get clusters() {
      return clustersOf(snapshot);
    },
    clustersOf,
    gap: gapIn(snapshot),
  };
}

/** Files with what is known of the cluster in which they are judged, and what is not. */
function knownOf(files: Snapshot, around: Snapshot): Snapshot {
  if (isFromServer(files)) {
    throw new UsageError(
      "What is judged in a cluster are files: give a PATH that is no cluster and no snapshot of one.",
    );
  }
  const { coverage, assumptions } = around;
  const notExamined = [...files.coverage.notExamined, ...coverage.notExamined];
  return createSnapshot({ ...files, assumptions, coverage: { ...files.coverage, notExamined } });
}

/** A cluster, with what of it could not be read. */
export interface ReadCluster {
  readonly cluster: Cluster;
  readonly gap: string | undefined;
}

/** Reads the one world that a question is about; the verb declares `QUESTION_OPTIONS`. */
export async function readCluster(
  args: Arguments,
  context: Context,
  wish: ReadingWish = {},
): Promise<ReadCluster> {
  const around = wish.around ?? (await readSurroundings(args, context));
  const { clusters, gap } = await readClusters(args, context, { ...wish, around });
  return { cluster: chosenWorld(clusters, args.value("world")), gap };
}

/** The one world of an input, or the one that is called so; where it is not clear, a sentence that says how to say it. */
export function chosenWorld({ judged, widest }: Clusters, name: string | undefined): Cluster {
  const all = [...widest, ...judged];
  if (name === undefined) {
    const [only, ...others] = widest;
    if (only && others.length === 0) return only;
    throw new UsageError(
      "The input holds different objects of the same name, so that it is no one cluster; say which is meant with --world, or --one-world.",
      { details: namesOf(widest).map((each) => `--world ${each}`) },
    );
  }
  const wanted = name.replace(/\/+$/, "");
  const found =
    all.find(({ world }) => world === wanted) ??
    all.find(({ parts }) => parts.some((part) => part === wanted)) ??
    (all.length === 1 && wanted === "." ? all[0] : undefined);
  if (found) return found;
  throw new UsageError(`There is no world "${name}" in the input.`, {
    details: namesOf(all).map((each) => `--world ${each}`),
  });
}

function namesOf(clusters: readonly Cluster[]): readonly string[] {
  const names = clusters.flatMap(({ world, parts }) => (parts.length > 0 ? parts : [world || "."]));
  return [...new Set(names)];
}

/** The configuration that holds for a verb; what is wrong in it throws `UsageError`. */
export async function configurationFor(
  args: Arguments,
  context: Context,
  paths: readonly string[] = args.operands,
): Promise<Configuration> {
  const checks = builtInChecks();
  return loadConfiguration({
    paths: paths.filter((path) => !isClusterPath(path)),
    remark: (sentence) => {
      if (!args.flag("quiet")) context.stderr.write(`${sanitize(sentence)}\n`);
    },
    workingDirectory: context.workingDirectory,
    file: args.value("config"),
    none: args.flag("no-config"),
    checkIds: checks.map(({ id }) => id),
    formerIds: formerIdsOf(checks),
  });
}

type Settings = NonNullable<Parameters<typeof createClusters>[1]>;

/** What the options and the configuration say of the cluster beyond its objects. */
export function settingsOf(args: Arguments, configuration: Configuration): Settings {
  const { oneWorld } = configuration;
  const namespace = namespaceOf(args, configuration);
  return {
    ...(namespace === undefined ? {} : { namespace }),
    network: networkSettingsOf(args, configuration),
    access: accessSettingsOf(args, configuration),
    oneWorld: args.flag("one-world") || oneWorld,
  };
}

function namespaceOf(args: Arguments, configuration: Configuration): string | undefined {
  const given = args.value("default-namespace") ?? configuration.namespace;
  if (given === undefined || /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(given)) return given;
  throw new UsageError(`"${given}" is no name of a namespace.`);
}

function networkSettingsOf(
  args: Arguments,
  { network }: Configuration,
): NonNullable<ClusterSettings["network"]> {
  const name = args.value("cni") ?? network.cni;
  const cni = name === undefined ? undefined : parseCniName(name);
  const { ciliumLabels } = network;
  const matches = yesOrNo(args.value("ip-blocks-match-pods")) ?? network.ipBlocksMatchPods;
  const seen = args.value("host-network-pods") ?? network.hostNetworkPods;
  const host = (["pod", "node"] as const).find((each) => each === seen);
  const ranges = podRangesOf(args, network);
  return {
    ...(cni && { cni }),
    ...(matches !== undefined && { ipBlocksMatchPods: matches }),
    ...(host && { hostNetworkPods: host }),
    ...(ciliumLabels && { ciliumLabels }),
    ...(ranges.length > 0 && { podRanges: ranges }),
  };
}

function podRangesOf(
  args: Arguments,
  { podCidrs }: Configuration["network"],
): readonly ReturnType<typeof rangeOf>[] {
  const given = args.values("pod-cidr");
  return (given.length > 0 ? given : podCidrs).map(rangeOf);
}

function yesOrNo(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : text === "yes";
}

function rangeOf(text: string): NonNullable<ReturnType<typeof parseCidr>> {
  const range = parseCidr(text);
  if (range) return range;
  throw new UsageError(`"${text}" is no range of addresses; write one as 10.0.0.0/8.`);
}

function accessSettingsOf(
  args: Arguments,
  { access }: Configuration,
): NonNullable<ClusterSettings["access"]> {
  const chosen = args.value("bootstrap-policy") ?? access.bootstrapPolicy;
  const policies = ["none", "roles", "roles-and-bindings"] as const;
  const bootstrapPolicy = policies.find((policy) => policy === chosen);
  return bootstrapPolicy === undefined ? {} : { bootstrapPolicy };
}

async function readSnapshot(
  args: Arguments,
  context: Context,
  configuration: Configuration,
  { paths = args.operands, kustomizations = "build", around }: ReadingWish,
): Promise<Snapshot> {
  if (context.input) return context.input;
  const cluster = await readClusterPath(paths, args, context);
  if (!cluster) {
    refuseSources(args);
    return readFiles(args, context, configuration, { paths, kustomizations, around });
  }
  return (await livePictures(args, context, configuration)).completed(cluster);
}

/** What files add to a running cluster: where its objects are written, and what its cloud is. */
export interface LivePictures extends Pick<Sources, "placed"> {
  readonly completed: (cluster: Snapshot) => Promise<Snapshot>;
}

export async function livePictures(
  args: Arguments,
  context: Context,
  configuration: Configuration,
): Promise<LivePictures> {
  const cloud = createCloudReader(args, configuration);
  const paths = args.values("sources");
  const files =
    paths.length === 0
      ? undefined
      : await readFiles(args, context, { ...configuration, cloud: [] }, { paths });
  if (files && !args.flag("quiet")) printRemarks(files, context);
  const sources = files && sourcesIn(files);
  return {
    placed: (object) => sources?.placed(object) ?? object,
    completed: async (cluster) => {
      const placed = sources ? sources.snapshot(cluster) : cluster;
      return createPipelineReader().withFacts(await cloud.withFacts(placed, context));
    },
  };
}

function refuseSources(args: Arguments): void {
  if (args.values("sources").length === 0) return;
  throw new UsageError(
    "--sources says where the manifests of a cluster are: give --cluster, or a snapshot of one.",
  );
}

async function readFiles(
  args: Arguments,
  context: Context,
  configuration: Configuration,
  { paths = args.operands, kustomizations = "build", around }: ReadingWish,
): Promise<Snapshot> {
  const cloud = createCloudReader(args, configuration);
  const pipelines = createPipelineReader();
  const progress = createProgress(context, { quiet: args.flag("quiet") });
  const kubernetesVersion =
    around?.assumptions.kubernetesVersion ?? assumedVersion(args, configuration, context);
  try {
    const read = await readManifests({
      paths,
      takes: (document) => cloud.takes(document) || pipelines.takes(document),
      stdin: context.stdin,
      workingDirectory: context.workingDirectory,
      environment: context.environment,
      exclude: args.values("exclude"),
      excludedBelow: { folder: configuration.directory, patterns: configuration.exclude },
      isOwn: ownFiles(context, configuration),
      charts: args.flag("no-render") ? "report" : "render",
      kustomizations:
        args.flag("no-render") && kustomizations === "build" ? "report" : kustomizations,
      helmValues: [
        ...configuration.helm.values.map((path) => resolve(configuration.directory, path)),
        ...args.values("helm-values"),
      ],
      helmSet: [...configuration.helm.set, ...args.values("helm-set")],
      kubernetesVersion: kubernetesVersion.value,
      assumptions: {
        kubernetesVersion,
        wholeCluster: wholeClusterOf(args, configuration),
      },
      onProgress: (done, total) => {
        progress.update(done, total, "characters read");
      },
    });
    return await pipelines.withFacts(await cloud.withFacts(read, context));
  } finally {
    progress.clear();
  }
}
