import { pathsWith } from "./paths/what-if-engine.ts";

/** The engines of the core, for pages that ask what would be with changes: a script of its own, which other pages do not carry. */
export interface PageEngine {
  readonly pathsWith: typeof pathsWith;
}

declare global {
  interface Window {
    watertightEngine?: PageEngine;
  }
}

window.watertightEngine = { pathsWith };
