import { createProbe, type Probe } from "./control-plane/probe.ts";
import { ClusterFailure } from "./failure.ts";
import { createCredentials } from "./kubeconfig/credentials.ts";
import { inClusterSettings } from "./kubeconfig/in-cluster.ts";
import { loadKubeconfig } from "./kubeconfig/load.ts";
import type { ConnectOptions } from "./kubeconfig/options.ts";
import { hostOf, isOwnMachine } from "./kubeconfig/proxy.ts";
import { settingsOf } from "./kubeconfig/resolve.ts";
import type { ConnectionSettings } from "./kubeconfig/settings.ts";
import { type Clock, SYSTEM_CLOCK } from "./requests/clock.ts";
import { createGate, createPace, type Gate } from "./requests/limits.ts";
import { createRequester, type Requester } from "./requests/requester.ts";
import { createTransport } from "./requests/transport.ts";

/** How hard a server may be asked. */
export interface RequestLimits {
  /** Requests a second. Default: 20. */
  readonly rate?: number;
  /** Lists at a time. Default: 2. */
  readonly lists?: number;
  /** Milliseconds without a byte after which a connection counts as cut. Default: 30 s. */
  readonly silence?: number;
}

/** A server that can be asked. */
export interface Connection extends Requester {
  /** The server's address, as in `https://10.0.0.1:6443`. */
  readonly server: string;
  readonly url: URL;
  /** Tries a request once, with the credentials or without any. */
  readonly probe: Probe;
  /** Lets so many lists run at a time. */
  readonly listGate: Gate;
  readonly clock: Clock;
  /** Milliseconds without a byte after which a connection counts as cut. */
  readonly silence: number;
  readonly close: () => void;
}

/**
 * Makes a connection from a kubeconfig, or else from the pod's own account; nothing is asked yet. What is wrong with the settings
 * throws `ClusterFailure`, with a sentence for each.
 */
export async function connect(
  options: ConnectOptions & { readonly userAgent: string },
  limits: RequestLimits = {},
  clock: Clock = SYSTEM_CLOCK,
): Promise<Connection> {
  const settings = await findSettings(options);
  const { rate = 20, lists = 2, silence = 30_000 } = limits;
  const transport = createTransport(settings.server);
  const server = settings.server.url.href.replace(/\/+$/, "");
  const credentials = createCredentials(settings, options, clock);
  const pace = createPace(rate, clock);
  const requester = createRequester({
    ...{ transport, credentials, pace, clock },
    server,
    source: settings.source,
    userAgent: options.userAgent,
    silence,
    // Between two programs of one machine compression takes longer than what it saves.
    compress: !isOwnMachine(hostOf(settings.server.url)),
  });
  return {
    ...requester,
    server,
    url: settings.server.url,
    probe: createProbe({
      ...{ server: settings.server, credentials, pace, userAgent: options.userAgent },
    }),
    listGate: createGate(lists),
    clock,
    silence,
    close: transport.close,
  };
}

async function findSettings(options: ConnectOptions): Promise<ConnectionSettings> {
  const kubeconfig = await loadKubeconfig(options);
  if (kubeconfig) return settingsOf(kubeconfig, options);
  const own = options.context === undefined ? await inClusterSettings(options) : undefined;
  if (own) return own;
  throw new ClusterFailure(
    "settings",
    `There is no kubeconfig: neither KUBECONFIG nor ${options.home}/.kube/config names a cluster.`,
  );
}
