/** The door for reading images; what reads feeds and other scanners has doors of its own. */
export type { Configuration, ConfigurationSecret } from "./configuration.ts";
export { LIMITS, type Limits } from "./limits.ts";
export { LayerReader, type ReadImage, readImage } from "./read-image.ts";
export { createRegistries, type Registries, type RegistryOptions } from "./registry/index.ts";
export { type Platform, parsePlatform } from "./sources/manifest.ts";
export { kindOfPath, openPath, splitPath } from "./sources/open-path.ts";
export type { Opening } from "./sources/opened-image.ts";
export { readSources } from "./sources/source-folder.ts";
