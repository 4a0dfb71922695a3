/** A library of Java by its coordinates; group "" where nothing says it. */
export interface JavaPackage {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  readonly licences: readonly string[];
}

/** `META-INF/maven/…/pom.properties`. */
export function fromPomProperties(text: string): readonly JavaPackage[] {
  const value = (key: string): string =>
    (new RegExp(`^[ \\t]*${key}[ \\t]*[=:](.*)$`, "m").exec(text)?.[1] ?? "").trim();
  const found = {
    group: value("groupId"),
    artifact: value("artifactId"),
    version: value("version"),
  };
  if (found.artifact === "" || found.version === "" || /\$\{/.test(found.version)) return [];
  return [{ ...found, licences: [] }];
}

/** `commons-io-2.11.0.jar`: name, and a version that begins with a digit. */
export function fromFileName(path: string): JavaPackage | undefined {
  const file = path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:jar|war|ear|par|hpi)$/i, "");
  // No file system has longer names, and the pattern takes more than linear time.
  if (file.length > 255) return undefined;
  const [, artifact, version] =
    /^([A-Za-z][\w.-]*?)-(\d[\w.+-]*?)(?:-(?:sources|javadoc|tests|linux.*|osx.*|windows.*|jar-with-dependencies))?$/.exec(
      file,
    ) ?? [];
  if (artifact === undefined || version === undefined) return undefined;
  return { group: "", artifact, version, licences: [] };
}

/**
 * What a manifest says of the archive that it belongs to. The name of the file is the artifact where there is one: titles are for people; the group is
 * taken from what looks like one.
 */
export function fromManifest(text: string, file: JavaPackage | undefined): JavaPackage | undefined {
  const fields = mainFields(text);
  const field = (...names: readonly string[]): string =>
    names.map((name) => fields.get(name) ?? "").find((value) => value !== "") ?? "";
  const version =
    file?.version ?? field("bundle-version", "implementation-version", "specification-version");
  const symbolic =
    field("bundle-symbolicname", "automatic-module-name").split(";")[0]?.trim() ?? "";
  const artifact = file?.artifact ?? artifactOf(field("implementation-title"), symbolic);
  if (artifact === "" || !/^\d/.test(version)) return undefined;
  const licence = field("bundle-license");
  return {
    group: groupOf(field("implementation-vendor-id"), symbolic, artifact),
    artifact,
    version,
    licences: licence === "" ? [] : [licence],
  };
}

function artifactOf(title: string, symbolic: string): string {
  if (/^[a-z][\w.-]*$/.test(title)) return title;
  return symbolic.slice(symbolic.lastIndexOf(".") + 1);
}

function groupOf(vendor: string, symbolic: string, artifact: string): string {
  if (/^[a-z][\w-]*(?:\.[\w-]+)+$/.test(vendor)) return vendor;
  if (!symbolic.includes(".")) return "";
  // `org.apache.commons.io` of `commons-io` says `org.apache.commons`: a guess, and better than none.
  const tail = `.${artifact}`;
  return symbolic.endsWith(tail)
    ? symbolic.slice(0, -tail.length)
    : symbolic.slice(0, symbolic.lastIndexOf("."));
}

/** The fields before the first empty line; lines that begin with a space go on. */
function mainFields(text: string): ReadonlyMap<string, string> {
  const [main = ""] = text.replaceAll(/\r\n?/g, "\n").split("\n\n");
  const fields = new Map<string, string>();
  for (const line of main.replaceAll("\n ", "").split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0)
      fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return fields;
}
