import type { JsonValue } from "@watertight/core/kubernetes";
import type { Platform } from "../sources/manifest.ts";
import type { OpenedImage } from "../sources/opened-image.ts";
import { tlsSettingsOf } from "./certificates.ts";
import { type Clock, RegistryClient, SYSTEM_CLOCK } from "./client.ts";
import { createCredentials } from "./credentials.ts";
import { createHttp, PATIENCE, type Patience } from "./http.ts";
import { type Artifacts, openArtifacts } from "./open-artifacts.ts";
import { openReference } from "./open-reference.ts";

/** How registries are spoken to. */
export interface RegistryOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `.dockerconfigjson` or `.dockercfg` of pull secrets. */
  readonly pullSecrets?: readonly JsonValue[];
  /** Hosts, with their ports, to which plain HTTP is allowed. */
  readonly plainHttp?: readonly string[];
  /** Of a registry, `docker.io`: those to be asked before it. */
  readonly mirrors?: ReadonlyMap<string, readonly string[]>;
  /** Further authorities, as PEM. */
  readonly authorities?: readonly string[];
  readonly clock?: Clock;
  readonly patience?: Patience;
}

/** Registries, with the connections and tokens of one run. */
export interface Registries {
  readonly open: (reference: string, platform?: Platform) => Promise<OpenedImage>;
  /** What stands beside an image: signatures and attestations. */
  readonly artifacts: (reference: string) => Promise<Artifacts>;
  /** Ends connections that are kept. */
  readonly close: () => void;
}

/** Registries as OCI's distribution specification has them, asked for nothing but to pull. */
export function createRegistries({
  environment,
  pullSecrets = [],
  plainHttp = [],
  mirrors = new Map(),
  authorities = [],
  clock = SYSTEM_CLOCK,
  patience = PATIENCE,
}: RegistryOptions): Registries {
  const { send, close } = createHttp(
    (host) => tlsSettingsOf(host, authorities, environment),
    environment,
    patience,
  );
  const allowed = new Set(plainHttp);
  const isPlain = (host: string): boolean => allowed.has(host);
  const client = new RegistryClient({
    send,
    credentials: createCredentials(pullSecrets, environment),
    plainHttp: isPlain,
    clock,
  });
  return {
    open: (reference, platform) =>
      openReference(reference, platform, { client, mirrors, plainHttp: isPlain }),
    artifacts: (reference) => openArtifacts(reference, { client, mirrors, plainHttp: isPlain }),
    close,
  };
}
