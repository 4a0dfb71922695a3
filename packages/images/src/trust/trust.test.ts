import type { TrustDecision, TrustPolicy } from "@watertight/core/image-trust";
import { afterEach, expect, test } from "vitest";
import { SIGNED, startSignedRegistry } from "../../testing/signed-image.ts";
import { createRegistries } from "../registry/index.ts";
import { type Authority, keyAuthority, notationAuthority } from "./authorities.ts";
import { verifySigstore } from "./cosign.ts";
import { createImageTrust, type TrustSettings } from "./image-trust.ts";

const KEY = keyAuthority("release", SIGNED.keys.cosign);
const OTHER = keyAuthority("other", SIGNED.keys.other);
const NOTARY = notationAuthority("notary", [SIGNED.notation], "");
const KEYLESS: Extract<Authority, { kind: "keyless" }> = {
  name: "ci",
  kind: "keyless",
  issuer: SIGNED.keyless.issuer,
  subject: "https://git.example/shop/*",
  trustedRoot: SIGNED.keyless.trustedRoot,
  // The log and the authority are made for tests, and keep no log of certificates.
  needsCertificateLog: false,
  needsTransparencyLog: true,
};

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Registry = Awaited<ReturnType<typeof startSignedRegistry>>;

async function registry(...mood: Parameters<typeof startSignedRegistry>): Promise<Registry> {
  const started = await startSignedRegistry(...mood);
  closers.push(started.close);
  return started;
}

function trust(
  { host }: Pick<Registry, "host">,
  policy: Partial<TrustPolicy>,
  settings: Partial<TrustSettings> = {},
): ReturnType<typeof createImageTrust> {
  const registries = createRegistries({
    environment: { HOME: "/nonexistent" },
    plainHttp: [host],
    clock: { now: () => 0, sleep: () => Promise.resolve() },
  });
  closers.push(registries.close);
  return createImageTrust({
    authorities: [KEY, OTHER, NOTARY],
    policies: { policies: [{ name: "shop", images: ["*"], ...policy }] },
    registries,
    now: () => Date.parse(SIGNED.signedAt),
    ...settings,
  });
}

function told({ verdict, admitted, reasons }: TrustDecision): readonly unknown[] {
  return [verdict, admitted, reasons.map(({ reason }) => reason)];
}

test("cosign's key, its attestation and notation's certificate vouch for the image that they signed; its tag is pinned", async () => {
  const { host } = await registry();
  const decision = await trust(
    { host },
    {
      signedBy: ["release"],
      attestations: [{ type: "slsaprovenance", signedBy: ["release"] }],
    },
  ).decide(`${host}/shop/web:1`);
  expect(told(decision)).toStrictEqual(["yes", true, ["cosign of release", "cosign of release"]]);
  expect(decision.pinned).toBe(`${host}/shop/web:1@${SIGNED.image}`);
  const notary = await trust({ host }, { signedBy: ["notary"] }).decide(`${host}/shop/web:1`);
  expect(told(notary)).toStrictEqual([
    "yes",
    true,
    ["notation of notary (CN=test.example, O=Notary, L=Seattle, ST=WA, C=US)"],
  ]);
});

test("another key, another image, and an attestation that nobody made are refused, with the reason", async () => {
  const started = await registry();
  const { host } = started;
  const asked = async (policy: Partial<TrustPolicy>): Promise<readonly unknown[]> =>
    told(await trust({ host }, policy).decide(`${host}/shop/web:1`));
  expect(await asked({ signedBy: ["other"] })).toStrictEqual([
    "no",
    false,
    ["nothing is signed by other: other: a signature is by another key, or over something else"],
  ]);
  expect(
    await asked({ attestations: [{ type: "cyclonedx", signedBy: ["release"] }] }),
  ).toStrictEqual(["no", false, ["there is no attestation cyclonedx by release"]]);
  started.point(SIGNED.other);
  expect(await asked({ signedBy: ["release", "notary"] })).toStrictEqual([
    "no",
    false,
    [
      "nothing is signed by release or notary: release: a signature is of another image; release: a statement is of another image",
    ],
  ]);
});

test("a certificate that has expired, or that leads to another authority, is refused", async () => {
  const { host } = await registry();
  const later = Date.parse(SIGNED.signedAt) + 2 * 86_400_000;
  const expired = await trust({ host }, { signedBy: ["notary"] }, { now: () => later }).decide(
    `${host}/shop/web:1`,
  );
  expect(expired.reasons[0]?.reason).toContain(
    "notary: the certificate of CN=test.example, O=Notary, L=Seattle, ST=WA, C=US is not valid now",
  );
  const [stranger] = [notationAuthority("notary", [certificateOf(SIGNED.keyless.trustedRoot)], "")];
  const foreign = await trust(
    { host },
    { signedBy: ["notary"] },
    { authorities: [KEY, stranger] },
  ).decide(`${host}/shop/web:1`);
  expect(foreign).toMatchObject({ verdict: "no", admitted: false });
  expect(foreign.reasons[0]?.reason).toContain("notary: its certificates lead to none of notary");
});

function certificateOf(root: typeof SIGNED.keyless.trustedRoot): string {
  const [, bytes = ""] =
    /"certChain":\{"certificates":\[\{"rawBytes":"([^"]+)"/.exec(JSON.stringify(root)) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${bytes}\n-----END CERTIFICATE-----\n`;
}

test("bytes that a registry changed are no signature, be it the payload or the image", async () => {
  const sig = JSON.parse(SIGNED.documents[SIGNED.tags[".sig"] ?? ""] ?? "{}") as {
    readonly layers: readonly { readonly digest: string }[];
  };
  const payload = sig.layers[0]?.digest ?? "";
  const changed = await registry((path) =>
    path === `blobs/${payload}` ? { body: "{}" } : undefined,
  );
  const { verdict, admitted, reasons } = await trust(changed, {
    attestations: [{ type: "vuln" }],
  }).decide(`${changed.host}/shop/web:1`);
  expect([verdict, admitted]).toStrictEqual(["unknown", false]);
  expect(reasons[0]?.reason).toContain("it was changed, and is not trusted");
  const other = await registry((path) =>
    path === `manifests/${SIGNED.image}`
      ? { body: SIGNED.documents[SIGNED.other] ?? "" }
      : undefined,
  );
  const pinned = await trust(other, { signedBy: ["release"] }).decide(
    `${other.host}/shop/web@${SIGNED.image}`,
  );
  expect([pinned.verdict, pinned.admitted]).toStrictEqual(["unknown", false]);
});

test("a registry that is silent, refuses or is gone is refused within the deadline, but where the policy admits it", async () => {
  const silent = await registry(() => "hang");
  const refusing = await registry((path) => (path.includes("-") ? "refuse" : undefined));
  const policy = { signedBy: ["release"] };
  const asked = async ({ host }: { host: string }, more: Partial<TrustPolicy> = {}) =>
    trust({ host }, { ...policy, ...more }, { deadline: 200 }).decide(`${host}/shop/web:1`);
  const slow = await asked(silent);
  expect([slow.verdict, slow.admitted, slow.reasons[0]?.reason]).toStrictEqual([
    "unknown",
    false,
    "its digest is not known: its registry did not answer all within 0.2 seconds",
  ]);
  const gone = { host: "127.0.0.1:1" };
  expect(await asked(gone)).toMatchObject({ verdict: "unknown", admitted: false });
  const unsure = await trust(refusing, policy).decide(`${refusing.host}/shop/web:1`);
  expect(unsure).toMatchObject({ verdict: "unknown", admitted: false });
  expect(await asked(silent, { onFailure: "admit" })).toMatchObject({
    verdict: "unknown",
    admitted: true,
    pinned: `${silent.host}/shop/web:1`,
  });
});

test("what was decided of a digest is kept; a tag is resolved each time, and one that moved is decided anew", async () => {
  const started = await registry();
  const asker = trust(started, { signedBy: ["release"] });
  const reference = `${started.host}/shop/web:1`;
  expect((await asker.decide(reference)).verdict).toBe("yes");
  const before = started.asked.length;
  expect((await asker.decide(reference)).verdict).toBe("yes");
  expect(started.asked.slice(before)).toStrictEqual(["manifests/1"]);
  expect((await asker.decide(`${reference}@${SIGNED.image}`)).pinned).toBe(
    `${reference}@${SIGNED.image}`,
  );
  expect(started.asked.slice(before)).toStrictEqual(["manifests/1"]);
  started.point(SIGNED.other);
  expect((await asker.decide(reference)).verdict).toBe("no");
});

test("age, base and fixes are asked of the image where a policy wants them, and not known is refused", async () => {
  const { host } = await registry();
  const asked = async (
    policy: Partial<TrustPolicy>,
    settings: Partial<TrustSettings> = {},
  ): Promise<readonly unknown[]> =>
    told(await trust({ host }, policy, settings).decide(`${host}/shop/web:1`));
  expect(await asked({ maximumAgeDays: 30 })).toStrictEqual([
    "no",
    false,
    [expect.stringMatching(/^it was built \d+ days ago, of 30 allowed$/)],
  ]);
  expect(await asked({ baseImages: ["docker.io/library/*"] })).toStrictEqual([
    "unknown",
    false,
    ["it does not say what it was built on"],
  ]);
  expect(await asked({ noFixable: "critical" })).toStrictEqual([
    "unknown",
    false,
    ["nobody has scanned what it holds"],
  ]);
  const fixableIn = (): Promise<{ high: number }> => Promise.resolve({ high: 2 });
  expect(await asked({ noFixable: "critical" }, { fixableIn })).toStrictEqual([
    "yes",
    true,
    ["no fixable vulnerabilities are critical"],
  ]);
  expect(await asked({ noFixable: "high" }, { fixableIn })).toStrictEqual([
    "no",
    false,
    ["2 fixable vulnerabilities are high or worse"],
  ]);
});

const BUNDLE = { form: "bundle", bundle: SIGNED.keyless.bundle } as const;
const SIMPLE = {
  form: "simple",
  payload: Buffer.from(SIGNED.keyless.simple.payload),
  signature: Buffer.from(
    SIGNED.keyless.simple.annotations["dev.cosignproject.cosign/signature"] ?? "",
    "base64",
  ),
  annotations: SIGNED.keyless.simple.annotations,
} as const;

test("keyless signatures hold by the trusted root that is given, as bundles and in the old form", async () => {
  const identity = SIGNED.keyless.subject;
  expect(await verifySigstore(BUNDLE, SIGNED.image, KEYLESS)).toStrictEqual({
    ...{ holds: true, identity },
    predicateType: "https://slsa.dev/provenance/v1",
  });
  expect(await verifySigstore(SIMPLE, SIGNED.image, KEYLESS)).toStrictEqual({
    holds: true,
    identity,
  });
});

test.each([
  [
    "another signer",
    { subject: "https://git.example/other/*" },
    `the signer is ${SIGNED.keyless.subject}`,
  ],
  [
    "another issuer",
    { issuer: "https://other.example" },
    `${SIGNED.keyless.subject} was identified by https://issuer.example`,
  ],
  [
    "a log of certificates that is wanted",
    { needsCertificateLog: true },
    /^the bundle does not hold: /,
  ],
  [
    "another root",
    { trustedRoot: { ...SIGNED.keyless.trustedRoot, certificateAuthorities: [] } },
    /^the bundle does not hold: /,
  ],
  [
    "another log",
    { trustedRoot: { ...SIGNED.keyless.trustedRoot, tlogs: [] } },
    /^the bundle does not hold: /,
  ],
])("a keyless signature is refused for %s", async (_, more, reason) => {
  for (const found of [BUNDLE, SIMPLE]) {
    expect(await verifySigstore(found, SIGNED.image, { ...KEYLESS, ...more })).toStrictEqual({
      holds: false,
      reason: typeof reason === "string" ? reason : (expect.stringMatching(reason) as string),
    });
  }
});

test("a keyless signature of another image, or over a changed payload, is refused", async () => {
  expect(await verifySigstore(BUNDLE, SIGNED.other, KEYLESS)).toMatchObject({ holds: false });
  expect(await verifySigstore(SIMPLE, SIGNED.other, KEYLESS)).toMatchObject({ holds: false });
  const payload = Buffer.from(SIGNED.keyless.simple.payload.replaceAll(SIGNED.image, SIGNED.other));
  expect(await verifySigstore({ ...SIMPLE, payload }, SIGNED.other, KEYLESS)).toMatchObject({
    holds: false,
    reason: expect.stringMatching(/^the bundle does not hold: /) as string,
  });
});
