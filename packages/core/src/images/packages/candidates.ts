const MANIFEST =
  /(?:\/package\.json|\.(?:dist|egg)-info(?:\/(?:METADATA|PKG-INFO))?|\/PKG-INFO|\.(?:jar|war|ear|par|hpi|gemspec)|\.deps\.json|\/installed\.json)$/;

/**
 * Of all files of a package those in which packages of a language may be found: manifests, and programs by where they lie. Without leading slashes.
 */
export function candidatesOf(paths: readonly string[]): string[] {
  return paths
    .filter((path) => MANIFEST.test(path) || /(?:^|\/)(?:s?bin|libexec)\//.test(path))
    .map((path) => path.replace(/^\.?\/+/, ""));
}
