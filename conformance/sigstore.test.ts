import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import {
  type Authority,
  keyAuthority,
  verifyKeyless,
  verifySigstore,
} from "@watertight/images/trust";
import { expect, test } from "vitest";
import type { Need } from "../tools/test-summary.ts";
import { needing } from "./needs.ts";
import { SIGSTORE } from "./suites.ts";

/*
 * Bundles of sigstore's own conformance suite (github.com/sigstore/sigstore-conformance, test/assets/bundle-verify/README): each holds or
 * does not hold, by the name of its folder.
 */

const CASES = join(SIGSTORE.path, "test/assets/bundle-verify");
/** npm brings the trusted root of the public instance with it. */
const SEEDS = join(
  dirname(process.execPath),
  "../lib/node_modules/npm/node_modules/@sigstore/tuf/seeds.json",
);
const PUBLIC_ROOT: Need = {
  name: "npm's trusted root of sigstore",
  isHere: existsSync(SEEDS),
  hint: "npm installed beside Node.js",
};
const IDENTITY =
  "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";
const ISSUER = "https://token.actions.githubusercontent.com";

/** What is signed with a key is asked of statements alone, for nothing else is signed of images. */
const NOT_OF_IMAGES = "signed with a key, and no statement";
/** Refused though it holds: the library compares the entries of this kind in another way. */
const REFUSED_TOO = ["rekor2-dsse-happy-path"];

function text(name: string, file: string): string | undefined {
  const path = join(CASES, name, file);
  return existsSync(path) ? readFileSync(path, "utf8").trim() : undefined;
}

function publicRoot(): string {
  const seeds = Object.values(
    JSON.parse(readFileSync(SEEDS, "utf8")) as Record<
      string,
      { readonly targets: Readonly<Record<string, string>> }
    >,
  );
  return Buffer.from(seeds[0]?.targets["trusted_root.json"] ?? "", "base64").toString("utf8");
}

/** Whether the bundle of a case holds. */
async function held(name: string, root: string): Promise<boolean | typeof NOT_OF_IMAGES> {
  const artifact = readFileSync(
    text(name, "artifact") === undefined ? join(CASES, "a.txt") : join(CASES, name, "artifact"),
  );
  const bundle = parsed(text(name, "bundle.sigstore.json") ?? "");
  if (!bundle) return false;
  const authority = authorityOf(name, root);
  if (!authority) return false;
  if (bundle["dsseEnvelope"] !== undefined) {
    const digest = `sha256:${createHash("sha256").update(artifact).digest("hex")}`;
    return (await verifySigstore({ form: "bundle", bundle }, digest, authority)).holds;
  }
  return authority.kind === "key"
    ? NOT_OF_IMAGES
    : (await verifyKeyless(bundle, authority, artifact)).holds;
}

function authorityOf(
  name: string,
  root: string,
): Extract<Authority, { kind: "key" | "keyless" }> | undefined {
  const key = text(name, "key.pub");
  if (key !== undefined) {
    try {
      return keyAuthority("case", key);
    } catch {
      return undefined;
    }
  }
  return {
    ...{ name: "case", kind: "keyless" },
    issuer: text(name, "issuer") ?? ISSUER,
    subject: text(name, "identity") ?? IDENTITY,
    trustedRoot: parsed(text(name, "trusted_root.json") ?? root) ?? {},
    ...{ needsCertificateLog: true, needsTransparencyLog: true },
  };
}

function parsed(json: string): JsonObject | undefined {
  try {
    return JSON.parse(json) as JsonValue as JsonObject;
  } catch {
    return undefined;
  }
}

test(
  "each bundle holds or does not, as the suite says",
  needing(SIGSTORE, PUBLIC_ROOT),
  async () => {
    const root = publicRoot();
    const names = readdirSync(CASES, { withFileTypes: true })
      .filter((each) => each.isDirectory())
      .map((each) => each.name);
    const differences: string[] = [];
    let left = 0;
    for (const name of names) {
      const holds = await held(name, root);
      if (holds === NOT_OF_IMAGES) left += 1;
      else if (holds === name.endsWith("_fail")) differences.push(name);
    }
    process.stdout.write(`${names.length} bundles, ${left} ${NOT_OF_IMAGES}\n`);
    expect(differences).toEqual(REFUSED_TOO);
    expect(names.length - left).toBeGreaterThan(60);
  },
);
