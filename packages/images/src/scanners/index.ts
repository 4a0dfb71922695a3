export type { Package } from "@watertight/core/images";
