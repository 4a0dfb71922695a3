import { resolve } from "node:path";
import type { ConfiguredTrust } from "@watertight/core/configuration";
import type { JsonValue } from "@watertight/core/kubernetes";
import { type Authority, keyAuthority, notationAuthority } from "./authorities.ts";

type ConfiguredAuthority = NonNullable<ConfiguredTrust["authorities"]>[number];

/** Reads what the configuration names, from its folder; throws `Error` with a sentence for what cannot be read or is named by nobody. */
export async function authoritiesOf(
  { authorities = [], policies }: ConfiguredTrust,
  directory: string,
  read: (path: string) => Promise<string>,
): Promise<readonly Authority[]> {
  const names = new Set(authorities.map(({ name }) => name));
  for (const { name, signedBy = [], attestations = [] } of policies) {
    const wanted = [...signedBy, ...attestations.flatMap((each) => each.signedBy ?? [])];
    const unknown = wanted.find((each) => !names.has(each));
    if (unknown !== undefined)
      throw new Error(
        `The policy ${name} names the authority ${unknown}, which is not among images.trust.authorities.`,
      );
  }
  const textOf = (value: string): Promise<string> =>
    value.includes("-----BEGIN ") ? Promise.resolve(value) : read(resolve(directory, value));
  return Promise.all(authorities.map((each) => authorityOf(each, textOf)));
}

async function authorityOf(
  { name, key, keyless, notation }: ConfiguredAuthority,
  textOf: (value: string) => Promise<string>,
): Promise<Authority> {
  if (key !== undefined) return keyAuthority(name, await textOf(key));
  if (notation) {
    const { certificates, subject = "" } = notation;
    return notationAuthority(name, await Promise.all(certificates.map(textOf)), subject);
  }
  if (keyless) return keylessAuthority(name, keyless, textOf);
  throw new Error(`The authority ${name} has to have one of key, keyless and notation.`);
}

async function keylessAuthority(
  name: string,
  {
    issuer,
    subject,
    trustedRoot,
    certificateLog = true,
    transparencyLog = true,
  }: NonNullable<ConfiguredAuthority["keyless"]>,
  textOf: (value: string) => Promise<string>,
): Promise<Authority> {
  return {
    ...{ name, kind: "keyless", issuer, subject },
    trustedRoot: jsonOf(await textOf(trustedRoot), name),
    needsCertificateLog: certificateLog,
    needsTransparencyLog: transparencyLog,
  };
}

function jsonOf(text: string, name: string): JsonValue {
  try {
    // A door: JSON gives JSON.
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new Error(`The trusted root of ${name} is no JSON.`, { cause });
  }
}
