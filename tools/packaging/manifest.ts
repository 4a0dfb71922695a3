/** What package.json of the repository says of everything that is made from it. */
export interface ProjectManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
}

/**
 * The package.json of what is published: without dependencies and scripts. `repository` is the address of the code, which provenance is
 * held against where the package is published; a package that is made elsewhere has none.
 */
export function packageManifest(project: ProjectManifest, repository: string | undefined): object {
  const { name, version, description, license, engines } = project;
  return {
    name,
    version,
    description,
    keywords: ["kubernetes", "security", "rbac", "network-policy", "manifests", "sarif", "cli"],
    license,
    ...(repository === undefined
      ? {}
      : { repository: { type: "git", url: `git+${repository}.git` } }),
    type: "module",
    engines,
    bin: { watertight: "bin/watertight.mjs" },
    man: ["man/watertight.1"],
    // Nothing is imported from it but its shapes: what its code looks like inside is nobody's to rely on.
    exports: { "./package.json": "./package.json", "./schemas/*": "./schemas/*" },
    publishConfig: { access: "public" },
  };
}
