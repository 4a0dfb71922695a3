import type { Connection } from "@watertight/api-server";
import type { ConfiguredNewNamespaces } from "@watertight/core/configuration";
import { type JsonObject, type KubernetesObject, referenceOf } from "@watertight/core/kubernetes";
import { followCluster } from "./admission/follow.ts";
import { createHandler } from "./admission/handler.ts";
import { type AdmissionMetrics, createAdmissionMetrics } from "./admission/metrics.ts";
import { fillNewNamespace, isPending } from "./admission/new-namespaces.ts";
import { type DecideImages, decideImages, prepare } from "./admission/prepare.ts";
import { followedFor } from "./admission/rights.ts";
import { keepCaBundle } from "./certificates/ca-bundle.ts";
import type { Certificates, LookAtCertificates } from "./certificates/keeper.ts";
import { createGate, type Gate, type GateConfiguration } from "./decision/gate.ts";
import type { ImageDecisions } from "./decision/images.ts";
import { createSurroundings, type Surroundings } from "./decision/surroundings.ts";
import type { Occasion } from "./decision/validate.ts";
import { createBodyReader } from "./frame/body.ts";
import type { ConnectionLimits } from "./frame/connections.ts";
import { startHealth } from "./frame/health-server.ts";
import { type FrameServer, startHttps } from "./frame/https-server.ts";
import { type Log, reasonOf } from "./frame/log.ts";
import { createMetrics, type Metrics } from "./frame/metrics.ts";
import { observeProcess } from "./frame/process-metrics.ts";
import { repeat } from "./frame/repeat.ts";

/** A configuration as it was read. */
export interface ServedConfiguration {
  /** Another one where anything of it is otherwise. */
  readonly key: string;
  readonly configuration: GateConfiguration;
  /** Policies, bindings and params. */
  readonly policies: readonly JsonObject[];
  /** Decides by `images.trust`; absent where `admission.images` asks for nothing. */
  readonly imageTrust?: DecideImages;
}

/** What a server is told. */
export interface ServeOptions {
  /** The cluster that is followed; absent: `objects` are all that is around. */
  readonly connection?: Connection;
  readonly objects: readonly KubernetesObject[];
  /** As `v1.36`; where a cluster is followed, it says so itself. */
  readonly kubernetesVersion: string;
  /** Reads the configuration as it is now; throws with a sentence where there is none that could be used. */
  readonly readConfiguration: () => Promise<ServedConfiguration>;
  readonly certificates: LookAtCertificates;
  /** The webhook configurations whose `caBundle` is kept; undefined: nobody's. */
  readonly webhookConfiguration: string | undefined;
  readonly address: string | undefined;
  readonly port: number;
  readonly healthPort: number;
  readonly ownNamespace: string;
  readonly ownName: string;
  /** Milliseconds. */
  readonly drain: number;
  readonly log: Log;
  /** Milliseconds from any fixed moment. */
  readonly now: () => number;
  readonly today: () => string;
  /** How many connections there may be; absent: as many as an API server opens, and many more. */
  readonly connections?: ConnectionLimits;
  /** Metrics of what else runs in this process. */
  readonly registry?: Metrics;
  /** Milliseconds between two looks at what may have changed. */
  readonly pace?: { readonly configuration: number; readonly certificates: number };
}

/** A server that answers. */
export interface RunningServer {
  readonly port: number;
  readonly healthPort: number;
  /** Goes on answering for a while, then ends. */
  readonly stop: () => Promise<void>;
}

const PACE = { configuration: 2000, certificates: 10_000 };
const MIB = 1024 * 1024;

/** Starts the server with the admission webhook; throws where certificates or configuration are not to be had at the start. */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const { log, now, pace = PACE } = options;
  const { registry = createMetrics() } = options;
  const metrics = createAdmissionMetrics(registry);
  const first = await options.readConfiguration();
  const certificates = createCertificates(options);
  const standing = createStanding(options, first, metrics);
  let isEnding = false;
  const bodies = createBodyReader({ each: 8 * MIB, together: 96 * MIB });
  const { connection } = options;
  const handler = createHandler({
    ...{ bodies, metrics, log, now },
    gate: standing.gate,
    prepare: (request, gate, { verb, patience }) =>
      joined(
        connection ? prepare(connection, request, gate)?.(patience) : undefined,
        decideImages(standing.imageTrust(), request, { gate, verb, patience }),
      ),
  });
  const server = await startHttps({
    address: options.address,
    port: options.port,
    certificate: (await certificates.look()).serving,
    handler,
    ...(options.connections && { connections: options.connections }),
  });
  certificates.serveBy(server);
  registry.observed("watertight_connections", "Open connections of the webhook.", () =>
    server.connections.count(),
  );
  observeProcess(registry);
  const health = await startHealth(
    { address: options.address, port: options.healthPort },
    {
      metrics: registry,
      readiness: () => [
        ...(isEnding ? ["the server is ending"] : []),
        ...(standing.gate() ? [] : ["what is around is not known yet"]),
      ],
    },
  );
  const loops = [
    repeat(pace.configuration, standing.look),
    repeat(pace.certificates, () => certificates.look()),
  ];
  log.info("serving", { port: server.port, healthPort: health.port });
  return {
    port: server.port,
    healthPort: health.port,
    stop: async () => {
      isEnding = true;
      server.drain();
      log.info("ending", { drain: options.drain });
      await new Promise((settle) => {
        setTimeout(settle, options.drain);
      });
      for (const loop of loops) loop.stop();
      standing.stop();
      await server.close();
      await health.close();
      log.info("ended");
    },
  };
}

/** Both at once, and nothing where there is nothing to wait for. */
function joined(
  known: Promise<Pick<Occasion, "pods">> | undefined,
  decided: Promise<ImageDecisions> | undefined,
): Promise<Pick<Occasion, "images" | "pods">> | undefined {
  if (!decided) return known;
  return Promise.all([known, decided]).then(([more, images]) => ({ ...more, images }));
}

/** Looks at the certificates, serves those that are new, and has the API server trust them before that. */
function createCertificates({ certificates, connection, webhookConfiguration, log }: ServeOptions) {
  let served: Certificates | undefined;
  let server: FrameServer | undefined;
  const publish = async ({ bundle }: Certificates): Promise<void> => {
    if (!connection || webhookConfiguration === undefined || bundle === "") return;
    try {
      const changed = await keepCaBundle(connection, webhookConfiguration, bundle);
      if (changed > 0) log.info("the caBundle was written", { changed });
    } catch (error) {
      log.error("the caBundle cannot be kept", { error: reasonOf(error) });
    }
  };
  return {
    serveBy: (running: FrameServer): void => {
      server = running;
    },
    look: async (): Promise<Certificates> => {
      try {
        const found = await certificates();
        await publish(found);
        const { cert, callers } = found.serving;
        if (served && (served.serving.cert !== cert || served.serving.callers !== callers)) {
          server?.use(found.serving);
          log.info("another certificate is served");
        }
        served = found;
        return found;
      } catch (error) {
        if (!served) throw error;
        log.error("the certificates cannot be read; those of before are served", {
          error: reasonOf(error),
        });
        return served;
      }
    },
  };
}

/** What decides at the moment: a gate for the configuration and the cluster as they are. */
interface Standing {
  readonly gate: () => Gate | undefined;
  readonly imageTrust: () => DecideImages | undefined;
  readonly look: () => Promise<void>;
  readonly stop: () => void;
}

function createStanding(
  options: ServeOptions,
  first: ServedConfiguration,
  metrics: AdmissionMetrics,
): Standing {
  const { connection, log } = options;
  let current = first;
  let refused = "";
  let gate: Gate | undefined;
  let surroundings = connection ? undefined : surroundingsOf(options);
  const build = (served: ServedConfiguration): readonly string[] | undefined => {
    if (!surroundings) return undefined;
    const made = gateOf(options, served, surroundings);
    if (isProblems(made)) return made;
    gate = made;
    return undefined;
  };
  const namespaces = createNewNamespaces(
    options,
    () => current.configuration.admission.newNamespaces,
  );
  const follow = () =>
    connection &&
    followCluster(connection, followedFor(current.policies), {
      log,
      listener: {
        onRead: (read) => {
          surroundings = read;
          const problems = build(current);
          if (problems) log.error("the configuration is wrong", { problems });
          for (const object of read.objects()) namespaces.take(object);
        },
        onChange: (object) => {
          if (object.apiVersion.startsWith("rbac.")) gate?.policies.forget();
          namespaces.take(object);
        },
      },
    });
  let following = follow();
  const use = (served: ServedConfiguration): void => {
    const problems = build(served);
    if (problems) throw new Error(problems.join(" "));
    const isFollowed =
      String(followedFor(served.policies)) === String(followedFor(current.policies));
    current = served;
    if (isFollowed || !connection) return;
    following?.stop();
    following = follow();
  };
  metrics.configurationValid.set(1);
  use(first);
  return {
    gate: () => gate,
    imageTrust: () => current.imageTrust,
    look: async () => {
      await namespaces.retry();
      try {
        const served = await options.readConfiguration();
        if (served.key !== current.key) {
          use(served);
          metrics.reloads.add();
          log.info("another configuration decides");
        }
        refused = "";
        metrics.configurationValid.set(1);
      } catch (error) {
        metrics.configurationValid.set(0);
        const reason = reasonOf(error);
        if (reason !== refused) log.error("the configuration of before decides", { error: reason });
        refused = reason;
      }
    },
    stop: () => {
      following?.stop();
    },
  };
}

function gateOf(
  { ownNamespace, ownName, today }: ServeOptions,
  { configuration, policies }: ServedConfiguration,
  surroundings: Surroundings,
): Gate | readonly string[] {
  return createGate({ configuration, policies, surroundings, ownNamespace, ownName, today });
}

function isProblems(made: Gate | readonly string[]): made is readonly string[] {
  return Array.isArray(made);
}

function surroundingsOf({ objects, kubernetesVersion }: ServeOptions): Surroundings {
  const made = createSurroundings({
    kubernetesVersion: { value: kubernetesVersion, known: "configured" },
  });
  for (const object of objects) made.put(object);
  return made;
}

/** Makes the default objects of Namespaces that are marked, and tries again what was refused. */
function createNewNamespaces(
  { connection, log }: ServeOptions,
  rules: () => readonly ConfiguredNewNamespaces[] | undefined,
) {
  const waiting = new Set<string>();
  const fill = async (name: string): Promise<void> => {
    const configured = rules();
    if (!connection || !configured) return;
    waiting.add(name);
    try {
      const made = await fillNewNamespace(connection, name, configured);
      waiting.delete(name);
      log.info("a new namespace has its defaults", { namespace: name, made });
    } catch (error) {
      log.error("a new namespace has not all of its defaults", { error: reasonOf(error) });
    }
  };
  return {
    take: (object: KubernetesObject): void => {
      const { kind, apiVersion } = object;
      if (apiVersion !== "v1" || kind !== "Namespace") return;
      const { name } = referenceOf(object);
      if (isPending(object) && !waiting.has(name)) void fill(name);
    },
    retry: async (): Promise<void> => {
      for (const name of [...waiting]) await fill(name);
    },
  };
}
