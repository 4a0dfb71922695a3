import { SIGNED, startSignedRegistry } from "@watertight/images/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { IMAGE_RISK, validated } from "../../../../testing/schema-cases.ts";
import { watertight } from "../../../../testing/watertight.ts";

let registry: Awaited<ReturnType<typeof startSignedRegistry>>;
beforeAll(async () => {
  registry = await startSignedRegistry();
});
afterAll(() => registry.close());

/** A configuration that wants a signature by one of the recorded keys. */
function trusting(key: keyof typeof SIGNED.keys, more = ""): Readonly<Record<string, string>> {
  return {
    "key.pub": SIGNED.keys[key],
    "watertight.yaml": `images:
  trust:
    authorities: [{name: release, key: key.pub}]
    policies:
      - {name: all, images: ["*"], signedBy: [release]${more}}
`,
    "deploy/pod.yaml": `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers: [{name: main, image: "${registry.host}/shop/web:1"}]
`,
  };
}

async function verify(
  files: Readonly<Record<string, string>>,
  ...more: readonly string[]
): ReturnType<typeof watertight> {
  return watertight(["images", "verify", "--plain-http", registry.host, ...more], files);
}

test("an image that the key signed may run, and is pinned to its digest", async () => {
  const reference = `${registry.host}/shop/web:1`;
  const { status, stdout } = await verify(trusting("cosign"), reference);
  expect([status, stdout]).toStrictEqual([
    0,
    `admitted  ${reference}@${SIGNED.image}
  yes      signature: cosign of release
1 image: 1 may run, 0 may not.
Next: run the pinned references, for tags move.
`,
  ]);
});

test("what manifests run is held against the policies, and fails where nobody signed it", async () => {
  const { status, stdout, stderr } = await verify(trusting("other"), "-o", "json", "deploy");
  expect(status).toBe(1);
  expect(stderr).toContain("Exit status 1: 1 image is refused by images.trust.");
  const document = JSON.parse(stdout) as unknown;
  expect(validated(`${IMAGE_RISK}#/$defs/verify`, document)).toEqual([]);
  expect(document).toMatchObject({
    incomplete: false,
    images: [
      {
        digest: SIGNED.image,
        verdict: "no",
        admitted: false,
        reasons: [{ policy: "all", rule: "signature", verdict: "no" }],
        workloads: ["pod/shop/web"],
      },
    ],
  });
});

test("what cannot be asked is refused as not known, but where the policy admits it", async () => {
  const gone = "127.0.0.1:1/shop/web:1";
  const asked = await verify(trusting("cosign"), "--plain-http", "127.0.0.1:1", gone);
  expect(asked.status).toBe(3);
  expect(asked.stdout).toContain(`refused  ${gone}, for it is not known`);
  const admitting = trusting("cosign", ", onFailure: admit");
  const admitted = await verify(admitting, "--plain-http", "127.0.0.1:1", gone);
  expect(admitted.status).toBe(0);
  expect(admitted.stdout).toContain(`admitted  ${gone}, for it is not known`);
});

test("without policies, or with an authority that nobody names, it says what is missing", async () => {
  const reference = `${registry.host}/shop/web:1`;
  await expect(verify({}, reference)).rejects.toThrow(
    "Nothing says what images must be: write images.trust into watertight.yaml.",
  );
  const files = trusting("cosign", ", attestations: [{type: spdx, signedBy: [nobody]}]");
  await expect(verify(files, reference)).rejects.toThrow(
    "The policy all names the authority nobody, which is not among images.trust.authorities.",
  );
});
