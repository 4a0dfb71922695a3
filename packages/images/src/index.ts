/** The door for reading images; what reads feeds and other scanners has doors of its own. */
export type { ImageContents } from "@watertight/core/images";
