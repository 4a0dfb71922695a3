import { createHash } from "node:crypto";
import type { BundledPackage } from "../packaging/bundled.ts";
import type { ProjectManifest } from "../packaging/manifest.ts";

/** The part of package-lock.json that tells what was installed. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
}

/** What a bill of materials is made of. */
export interface Materials {
  readonly project: ProjectManifest;
  readonly packages: readonly Omit<BundledPackage, "texts">[];
  readonly lockfile: Lockfile;
  /** The packed file. */
  readonly packed: Buffer;
  /** Of the commit, in ISO 8601: the same commit has the same bill. */
  readonly timestamp: string;
}

/**
 * The bill of materials of a release in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/): the package, and what is bundled in it with the hashes that
 * package-lock.json holds. A bundled package that it does not hold is an `Error`: nobody could say what it is.
 */
export function billOfMaterials({
  project,
  packages,
  lockfile,
  packed,
  timestamp,
}: Materials): object {
  const components = packages.map((each) => componentOf(each, lockfile));
  const root = purlOf(project.name, project.version);
  const identity = createHash("sha256").update(packed).digest("hex");
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidOf(identity)}`,
    version: 1,
    metadata: {
      timestamp,
      lifecycles: [{ phase: "build" }],
      component: {
        type: "application",
        "bom-ref": root,
        name: project.name,
        version: project.version,
        description: project.description,
        licenses: [{ license: { id: project.license } }],
        hashes: [
          { alg: "SHA-256", content: identity },
          { alg: "SHA-512", content: createHash("sha512").update(packed).digest("hex") },
        ],
        purl: root,
      },
    },
    components,
    dependencies: [
      { ref: root, dependsOn: components.map((component) => component["bom-ref"]) },
      ...components.map((component) => ({ ref: component["bom-ref"] })),
    ],
  };
}

function componentOf(
  { name, version, license, folder }: Materials["packages"][number],
  lockfile: Lockfile,
) {
  const [, content] = /^sha512-(.+)$/.exec(lockfile.packages[folder]?.integrity ?? "") ?? [];
  if (content === undefined) {
    throw new Error(
      `package-lock.json has no hash of ${folder}, which is bundled: run npm install.`,
    );
  }
  const purl = purlOf(name, version);
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    licenses: [
      / (?:AND|OR|WITH) /.test(license) ? { expression: license } : { license: { id: license } },
    ],
    hashes: [{ alg: "SHA-512", content: Buffer.from(content, "base64").toString("hex") }],
    purl,
  };
}

/** https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md */
function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${encodeURIComponent(version)}`;
}

/** A UUID of the form for those made of a name's hash, so that equal files have equal ones (RFC 9562, version 8). */
function uuidOf(hash: string): string {
  const digits = `${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
