export { type Bundle, isBundle, readBundle, writeBundle } from "./bundle.ts";
export { NETWORK } from "./download.ts";
export {
  importFiles,
  installStore,
  STORE_FILE,
  type Updated,
  type UpdateResult,
  update,
} from "./keep.ts";
export { type OpenAdvisories, openAdvisories } from "./open-advisories.ts";
export { DEFAULT_SOURCES, type FeedSource, sourceOf } from "./sources.ts";
export { openStore } from "./store/open-store.ts";
export type { StoreDescription } from "./store/write-store.ts";
