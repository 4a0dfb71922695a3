import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Configuration, ConfiguredTrust } from "@watertight/core/configuration";
import type { JsonValue } from "@watertight/core/kubernetes";
import type { Authority } from "@watertight/images/trust";
import type { DecideImages } from "@watertight/server";

/** Where the server finds what `images.trust` names, and its logins. */
export interface TrustSources {
  /** The ConfigMap that the configuration is from: its other keys are the files that it names. */
  readonly files?: ReadonlyMap<string, string>;
  /** Logins to registries, as they are now: of options and of Secrets. */
  readonly logins: (secrets: readonly string[]) => Promise<readonly JsonValue[]>;
  readonly authorities: readonly string[];
  readonly plainHttp: readonly string[];
  readonly mirrors: ReadonlyMap<string, readonly string[]>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Who decides about images, and a text that is another one where anything of it is. */
interface ServedTrust {
  readonly key: string;
  readonly imageTrust?: DecideImages;
}

/** The API server waits for seconds: a registry that says nothing for so long is not waited for. */
const PATIENCE = { head: 10_000, silence: 10_000, window: 20_000, least: 20_480 };
/** In the ConfigMap: further authorities that registries are signed by. */
const REGISTRY_AUTHORITIES = "registry-ca.crt";
/** What answers at the moment may do so to its end. */
const LAST_ANSWERS_MS = 60_000;

/** Reads what `images.trust` names each time; who decides, with what he remembers, stays until something of it changes. */
export function servedTrustReader(): (
  configuration: Configuration,
  sources: TrustSources,
) => Promise<ServedTrust> {
  let last: (ServedTrust & { readonly close: () => void }) | undefined;
  return async (configuration, sources) => {
    const { trust } = configuration.images;
    if (!configuration.admission.images || !trust) return { key: "" };
    const found = await foundBy(trust, configuration, sources);
    if (last?.key === found.key) return last;
    if (last) setTimeout(last.close, LAST_ANSWERS_MS).unref();
    last = { key: found.key, ...(await decidingBy(trust, found, sources)) };
    return last;
  };
}

/** What the trust is made of, as it is now. */
interface Found {
  readonly key: string;
  readonly authorities: readonly Authority[];
  readonly logins: readonly JsonValue[];
  readonly registryAuthorities: readonly string[];
}

async function foundBy(
  trust: ConfiguredTrust,
  { directory, admission }: Configuration,
  sources: TrustSources,
): Promise<Found> {
  const { authoritiesOf } = await import("@watertight/images/trust");
  const read: string[] = [];
  const authorities = await authoritiesOf(trust, directory, async (path) => {
    const text = sources.files?.get(basename(path)) ?? (await readFile(path, "utf8"));
    read.push(text);
    return text;
  });
  const logins = await sources.logins(admission.pullSecrets ?? []);
  const own = sources.files?.get(REGISTRY_AUTHORITIES);
  const registryAuthorities = [...sources.authorities, ...(own === undefined ? [] : [own])];
  const key = hashOf([trust, read.toSorted(), logins, registryAuthorities]);
  return { key, authorities, logins, registryAuthorities };
}

async function decidingBy(
  { policies, otherwise = "refuse", deadlineSeconds }: ConfiguredTrust,
  { authorities, logins, registryAuthorities }: Found,
  { plainHttp, mirrors, environment }: TrustSources,
): Promise<{ readonly imageTrust: DecideImages; readonly close: () => void }> {
  const { createRegistries } = await import("@watertight/images");
  const { createImageTrust } = await import("@watertight/images/trust");
  const registries = createRegistries({
    ...{ environment, pullSecrets: logins, plainHttp, mirrors, patience: PATIENCE },
    authorities: registryAuthorities,
  });
  const imageTrust = createImageTrust({
    ...{ authorities, registries, policies: { policies, otherwise }, now: Date.now },
    ...(deadlineSeconds !== undefined && { deadline: deadlineSeconds * 1000 }),
  });
  return { imageTrust, close: registries.close };
}

function hashOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
