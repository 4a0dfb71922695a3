export type {
  Distribution,
  ImageContents,
  ImageLayer,
  NotRead,
  Package,
  PackageSource,
} from "./model.ts";
export { type PackageUrl, parsePurl, printPurl } from "./purl.ts";
