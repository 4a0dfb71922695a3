import type { ReadImage } from "@watertight/images";
import type { ImageDetails } from "@watertight/reports/images";

/** What reports say of an image besides its packages; undefined of sources and of what could not be read. */
export function detailsOf(image: ReadImage): ImageDetails | undefined {
  const { configuration, configurationSecrets, fileSecrets, setuidFiles, isSource, layers } = image;
  if (isSource || layers.length === 0) return undefined;
  return {
    ...runningOf(configuration),
    secrets: [
      ...configurationSecrets.map(({ kind, where }) => ({ kind, where })),
      ...fileSecrets.map(({ kind, path, key }) => ({
        kind,
        where: key === undefined ? path : `${path}, ${key}`,
      })),
    ],
    setuidFiles: setuidFiles.map(({ path }) => path),
  };
}

function runningOf(
  configuration: ReadImage["configuration"],
): Pick<ImageDetails, "created" | "base" | "user" | "runsAsRoot" | "ports"> {
  // A folder with a root file system does not say how it runs.
  if (!configuration) return { created: "", base: "", user: "", runsAsRoot: "unknown", ports: [] };
  const { created, base, user, runsAsRoot, ports } = configuration;
  return { created, base: base.name, user, runsAsRoot, ports };
}
