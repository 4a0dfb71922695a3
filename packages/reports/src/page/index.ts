export type { Page, PageAsset } from "./page.ts";
export { createPage } from "./page.ts";
