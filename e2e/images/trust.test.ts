/** Real cosign and notation sign images of a real registry; what they sign holds, and whatever else somebody shows does not. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TrustDecision, TrustPolicy } from "@watertight/core/image-trust";
import { createRegistries } from "@watertight/images";
import { authoritiesOf, createImageTrust } from "@watertight/images/trust";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import { program, run } from "./programs.ts";
import { type Registry, startRegistry } from "./registry.ts";
import { COSIGN, NOTATION } from "./signers.ts";

const NEEDS = [
  program("skopeo", "apt-get install skopeo"),
  program("docker-registry", "apt-get install docker-registry"),
  program("htpasswd", "apt-get install apache2-utils"),
  COSIGN,
  NOTATION,
];
const LAYOUT = resolve(import.meta.dirname, "../../examples/shop/images.tar");

let folder: string;
let registry: Registry;
let digest: string;
let other: string;

/** What a Go program is told of the registry and of where it keeps its own. */
function surroundings(): Readonly<Record<string, string>> {
  return {
    SSL_CERT_FILE: registry.certificate,
    DOCKER_CONFIG: registry.dockerConfig,
    COSIGN_PASSWORD: "",
    XDG_CONFIG_HOME: join(folder, "notation"),
    NOTATION_USERNAME: "user",
    NOTATION_PASSWORD: "word",
    // Nothing is asked outside of this machine.
    TUF_ROOT: join(folder, "tuf"),
    SIGSTORE_NO_CACHE: "true",
  };
}

function push(name: string, to: string): string {
  const digestFile = join(folder, "digest");
  run("skopeo", [
    ...["copy", "--digestfile", digestFile, ...registry.skopeo],
    ...[`oci-archive:${LAYOUT}:${name}`, `docker://${registry.host}/${to}`],
  ]);
  return readFileSync(digestFile, "utf8").trim();
}

function cosign(...argv: readonly string[]): void {
  run(COSIGN.path(), argv, { cwd: folder, env: surroundings() });
}

beforeAll(async () => {
  if (NEEDS.some(({ isHere }) => !isHere)) return;
  folder = mkdtempSync(join(tmpdir(), "trust-"));
  mkdirSync(join(folder, "registry"));
  registry = await startRegistry(join(folder, "registry"));
  digest = push("storefront/web", "web:1");
  other = push("storefront/cart", "web:2");
  writeFileSync(join(folder, "predicate.json"), '{"buildDefinition":{"buildType":"x"}}');
  for (const name of ["release", "stranger"])
    cosign("generate-key-pair", "--output-key-prefix", name);
  cosign("signing-config", "create", "--out", "signing.json");
  const image = `${registry.host}/web@${digest}`;
  const modern = ["--yes", "--key", "release.key", "--signing-config", "signing.json"];
  const old = [
    ...["--yes", "--key", "release.key", "--use-signing-config=false"],
    ...["--new-bundle-format=false", "--tlog-upload=false"],
  ];
  cosign("sign", ...modern, image);
  cosign("attest", ...modern, "--type", "slsaprovenance1", "--predicate", "predicate.json", image);
  // The old tags are of another image, so that each form stands alone.
  cosign("sign", ...old, `${registry.host}/web@${other}`);
  const options = { cwd: folder, env: surroundings() };
  run(NOTATION.path(), ["cert", "generate-test", "--default", "test.example"], options);
  run(NOTATION.path(), ["sign", image], options);
}, 300_000);

afterAll(async () => {
  if (NEEDS.some(({ isHere }) => !isHere)) return;
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The decision about an image, at a moment. */
async function decided(
  reference: string,
  policy: Partial<TrustPolicy>,
  {
    now = Date.now(),
    deadline = 60_000,
    key = "release.pub",
  }: { readonly now?: number; readonly deadline?: number; readonly key?: string } = {},
): Promise<TrustDecision> {
  const policies = { policies: [{ name: "shop", images: ["*"], ...policy }] };
  const certificate = "notation/notation/truststore/x509/ca/test.example/test.example.crt";
  const authorities = await authoritiesOf(
    {
      ...policies,
      authorities: [
        { name: "release", key },
        { name: "notary", notation: { certificates: [certificate], subject: "CN=test.example" } },
      ],
    },
    folder,
    (path) => Promise.resolve(readFileSync(path, "utf8")),
  );
  const registries = createRegistries({
    environment: { DOCKER_CONFIG: registry.dockerConfig },
    authorities: [readFileSync(registry.certificate, "utf8")],
  });
  try {
    const settings = { authorities, policies, registries, deadline, now: () => now };
    return await createImageTrust(settings).decide(reference);
  } finally {
    registries.close();
  }
}

const SIGNED: Partial<TrustPolicy> = { signedBy: ["release"] };

describe("what real programs sign", needing(...NEEDS), () => {
  test("holds: cosign's bundle and attestation, its old tag, and notation's envelope", async () => {
    const web = `${registry.host}/web:1`;
    const both = { ...SIGNED, attestations: [{ type: "slsaprovenance", signedBy: ["release"] }] };
    expect(await decided(web, both)).toMatchObject({
      verdict: "yes",
      admitted: true,
      pinned: `${web}@${digest}`,
    });
    expect(await decided(`${registry.host}/web:2`, SIGNED)).toMatchObject({
      verdict: "yes",
      digest: other,
    });
    expect(await decided(web, { signedBy: ["notary"] })).toMatchObject({ verdict: "yes" });
  });

  test("is refused for another key, another image, a missing attestation and an expired certificate", async () => {
    const web = `${registry.host}/web:1`;
    const verdicts = await Promise.all([
      decided(web, SIGNED, { key: "stranger.pub" }),
      decided(`${registry.host}/web@${other}`, { signedBy: ["notary"] }),
      decided(web, { attestations: [{ type: "cyclonedx" }] }),
      decided(web, { signedBy: ["notary"] }, { now: Date.now() + 3 * 86_400_000 }),
    ]);
    expect(verdicts.map(({ verdict, admitted }) => [verdict, admitted])).toEqual(
      verdicts.map(() => ["no", false]),
    );
    expect(verdicts[3].reasons[0]?.reason).toContain("is not valid now");
  });

  test("is not what a tag means that was moved to another image", async () => {
    const moved = push("storefront/web", "moved:1");
    expect(moved).toBe(digest);
    // Signatures stand in the image's own repository: here nobody signed anything.
    expect(await decided(`${registry.host}/moved:1`, SIGNED)).toMatchObject({ verdict: "no" });
    push("payments/gateway", "web:3");
    expect(await decided(`${registry.host}/web:3`, SIGNED)).toMatchObject({
      verdict: "no",
      admitted: false,
    });
  });

  test("is what the command says, with its status", async () => {
    writeFileSync(
      join(folder, "watertight.yaml"),
      `images: {trust: {authorities: [{name: release, key: release.pub}], deadlineSeconds: 60, policies: [{name: shop, images: ["*"], signedBy: [release]}]}}\n`,
    );
    const argv = ["images", "verify", "--registry-ca", registry.certificate];
    const secret = ["--pull-secret", join(registry.dockerConfig, "config.json")];
    const web = await watertightIn(folder, [...argv, ...secret, `${registry.host}/web:1`]);
    expect([web.status, web.stdout.split("\n")[0]]).toEqual([
      0,
      `admitted  ${registry.host}/web:1@${digest}`,
    ]);
    const third = await watertightIn(folder, [...argv, ...secret, `${registry.host}/web:3`]);
    expect(third.status).toBe(1);
  });

  test("is not known where the registry is silent or gone, and is refused within the deadline", async () => {
    const callers = new Set<Socket>();
    const silent: Server = createServer((caller) => {
      callers.add(caller);
    });
    await new Promise<void>((settle) => {
      silent.listen(0, "127.0.0.1", settle);
    });
    const { port } = silent.address() as AddressInfo;
    const slow = await decided(`127.0.0.1:${port}/web:1`, SIGNED, { deadline: 300 });
    expect(slow).toMatchObject({ verdict: "unknown", admitted: false });
    const closed = new Promise((settle) => {
      silent.close(settle);
    });
    // Nobody reads of these connections, so that their ends would not be seen.
    for (const caller of callers) caller.destroy();
    await closed;
    const gone = await decided(`127.0.0.1:${port}/web:1`, SIGNED);
    expect(gone).toMatchObject({ verdict: "unknown", admitted: false });
    const admitting = { ...SIGNED, onFailure: "admit" } as const;
    expect(await decided(`127.0.0.1:${port}/web:1`, admitting)).toMatchObject({ admitted: true });
  });
});
