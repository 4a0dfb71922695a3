import { expect, test } from "vitest";
import { parse } from "yaml";
import { homebrewFormula } from "./homebrew.ts";
import { krewManifest } from "./krew.ts";
import { originOf } from "./origin.ts";
import { provenanceOf } from "./provenance.ts";
import { billOfMaterials } from "./sbom.ts";

const PROJECT = {
  name: "watertight",
  version: "1.2.3",
  description: "Exact security for Kubernetes: what is wrong, on which line",
  license: "Apache-2.0",
  engines: { node: ">=20.19" },
};
const REPOSITORY = "https://code.example/owner/watertight";
const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const HASH = "ab".repeat(32);

test("the bill of materials has what is bundled, with the hashes of the lock file", () => {
  const bill = billOfMaterials({
    project: PROJECT,
    packages: [
      { name: "js-yaml", version: "5.5.0", license: "MIT", folder: "node_modules/js-yaml" },
      {
        name: "@a/b",
        version: "1.0.0+x",
        license: "MIT OR ISC",
        folder: "packages/x/node_modules/@a/b",
      },
    ],
    lockfile: {
      packages: {
        "node_modules/js-yaml": { integrity: "sha512-AQID" },
        "packages/x/node_modules/@a/b": { integrity: "sha512-BAUG" },
        "node_modules/vitest": { integrity: "sha512-BwgJ" },
      },
    },
    packed: Buffer.from("packed"),
    timestamp: "2030-01-31T00:00:00.000Z",
  });
  expect(bill).toEqual({
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: expect.stringMatching(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    ) as string,
    version: 1,
    metadata: {
      timestamp: "2030-01-31T00:00:00.000Z",
      lifecycles: [{ phase: "build" }],
      component: {
        type: "application",
        "bom-ref": "pkg:npm/watertight@1.2.3",
        name: "watertight",
        version: "1.2.3",
        description: "Exact security for Kubernetes: what is wrong, on which line",
        licenses: [{ license: { id: "Apache-2.0" } }],
        hashes: [
          { alg: "SHA-256", content: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
          { alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) as string },
        ],
        purl: "pkg:npm/watertight@1.2.3",
      },
    },
    components: [
      {
        type: "library",
        "bom-ref": "pkg:npm/js-yaml@5.5.0",
        name: "js-yaml",
        version: "5.5.0",
        licenses: [{ license: { id: "MIT" } }],
        hashes: [{ alg: "SHA-512", content: "010203" }],
        purl: "pkg:npm/js-yaml@5.5.0",
      },
      {
        type: "library",
        "bom-ref": "pkg:npm/%40a/b@1.0.0%2Bx",
        name: "@a/b",
        version: "1.0.0+x",
        licenses: [{ expression: "MIT OR ISC" }],
        hashes: [{ alg: "SHA-512", content: "040506" }],
        purl: "pkg:npm/%40a/b@1.0.0%2Bx",
      },
    ],
    dependencies: [
      {
        ref: "pkg:npm/watertight@1.2.3",
        dependsOn: ["pkg:npm/js-yaml@5.5.0", "pkg:npm/%40a/b@1.0.0%2Bx"],
      },
      { ref: "pkg:npm/js-yaml@5.5.0" },
      { ref: "pkg:npm/%40a/b@1.0.0%2Bx" },
    ],
  });
});

test("what is bundled and not in the lock file is no material that could be billed", () => {
  const packages = [{ name: "x", version: "1.0.0", license: "MIT", folder: "node_modules/x" }];
  const rest = { project: PROJECT, packed: Buffer.from(""), timestamp: "" };
  expect(() => billOfMaterials({ ...rest, packages, lockfile: { packages: {} } })).toThrow(
    "package-lock.json has no hash of node_modules/x, which is bundled: run npm install.",
  );
});

const WORKFLOW = {
  GITHUB_ACTIONS: "true",
  GITHUB_SERVER_URL: "https://code.example",
  GITHUB_REPOSITORY: "owner/watertight",
  GITHUB_REF: "refs/tags/v1.2.3",
  GITHUB_WORKFLOW_REF: "owner/watertight/.github/workflows/release.yml@refs/tags/v1.2.3",
  GITHUB_RUN_ID: "42",
  GITHUB_RUN_ATTEMPT: "2",
};
const HERE = { repository: undefined, version: "1.2.3", commit: COMMIT };

test("provenance says which files came of which commit, and by which run of which workflow", () => {
  const subjects = [{ name: "watertight-1.2.3.tgz", sha256: HASH }];
  expect(provenanceOf(subjects, originOf(WORKFLOW, HERE))).toEqual({
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "watertight-1.2.3.tgz", digest: { sha256: HASH } }],
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType: "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1",
        externalParameters: {
          workflow: {
            ref: "refs/tags/v1.2.3",
            repository: REPOSITORY,
            path: ".github/workflows/release.yml",
          },
        },
        resolvedDependencies: [
          { uri: `git+${REPOSITORY}@refs/tags/v1.2.3`, digest: { gitCommit: COMMIT } },
        ],
      },
      runDetails: {
        builder: { id: "https://github.com/actions/runner/github-hosted" },
        metadata: { invocationId: `${REPOSITORY}/actions/runs/42/attempts/2` },
      },
    },
  });
});

test("made elsewhere, provenance names the command instead of a run", () => {
  const origin = originOf({}, { ...HERE, repository: `${REPOSITORY}.git` });
  expect(origin).toEqual({ repository: REPOSITORY, commit: COMMIT, ref: "refs/tags/v1.2.3" });
  expect(provenanceOf([], origin)).toMatchObject({
    predicate: {
      buildDefinition: {
        externalParameters: { command: "npm run release", ref: "refs/tags/v1.2.3" },
      },
      runDetails: { builder: { id: `${REPOSITORY}/blob/${COMMIT}/tools/release.ts` } },
    },
  });
});

test("nothing is released from nowhere, or for another tag", () => {
  expect(() => originOf({}, HERE)).toThrow(
    "Say where the code is: npm run release -- --repository URL.",
  );
  expect(() => originOf({ ...WORKFLOW, GITHUB_REF: "refs/heads/main" }, HERE)).toThrow(
    "The workflow runs for refs/heads/main, and the version is that of refs/tags/v1.2.3.",
  );
  expect(() => originOf({ GITHUB_ACTIONS: "true" }, HERE)).toThrow(
    "The workflow does not say GITHUB_REF.",
  );
});

test("the manifest for krew has a platform for each archive, and keeps to its limits", () => {
  const archives = [
    { os: "linux", arch: "amd64", file: "kubectl-watertight-linux-amd64.tar.gz", sha256: HASH },
  ];
  const manifest = parse(krewManifest(PROJECT, { archives, repository: REPOSITORY })) as {
    readonly spec: { readonly shortDescription: string };
  };
  expect(manifest).toEqual({
    apiVersion: "krew.googlecontainertools.github.com/v1alpha2",
    kind: "Plugin",
    metadata: { name: "watertight" },
    spec: {
      version: "v1.2.3",
      homepage: REPOSITORY,
      shortDescription: "Find what is wrong in manifests and RBAC",
      description: expect.stringContaining("on which line") as string,
      caveats: expect.stringContaining("kubectl watertight scan -") as string,
      platforms: [
        {
          selector: { matchLabels: { os: "linux", arch: "amd64" } },
          uri: `${REPOSITORY}/releases/download/v1.2.3/kubectl-watertight-linux-amd64.tar.gz`,
          sha256: HASH,
          bin: "kubectl-watertight",
        },
      ],
    },
  });
  expect(manifest.spec.shortDescription.length).toBeLessThanOrEqual(50);
});

test("the formula takes the packed file by its hash", () => {
  const formula = homebrewFormula(PROJECT, { sha256: HASH, repository: REPOSITORY });
  expect(formula.split("\n").slice(0, 8)).toEqual([
    "class Watertight < Formula",
    '  desc "Exact security for Kubernetes"',
    `  homepage "${REPOSITORY}"`,
    `  url "${REPOSITORY}/releases/download/v1.2.3/watertight-1.2.3.tgz"`,
    `  sha256 "${HASH}"`,
    '  license "Apache-2.0"',
    "",
    '  depends_on "node"',
  ]);
});
