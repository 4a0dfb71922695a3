import type { ReadImage } from "@watertight/images";
import type { ImageDetails } from "@watertight/reports/images";

/** What reports say of an image besides its packages; undefined of sources and of what could not be read. */
export function detailsOf(image: ReadImage): ImageDetails | undefined {
  const { configuration, configurationSecrets, fileSecrets, setuidFiles, isSource, layers } = image;
  if (isSource || layers.length === 0) return undefined;
  return {
    created: configuration?.created ?? "",
    base: configuration?.base.name ?? "",
    user: configuration?.user ?? "",
    runsAsRoot: configuration?.runsAsRoot ?? "unknown",
    ports: configuration?.ports ?? [],
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
