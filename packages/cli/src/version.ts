declare const WATERTIGHT_VERSION: string | undefined;

/** The version of the package, put in by the bundler; code that runs from source says so. */
export const VERSION: string =
  typeof WATERTIGHT_VERSION === "string" ? WATERTIGHT_VERSION : "0.0.0-source";
