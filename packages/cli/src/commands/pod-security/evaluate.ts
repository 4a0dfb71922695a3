import type { Run } from "../../command.ts";

/** Replaced by the part that brings this verb. */
export const run: Run = () => Promise.reject(new Error("This verb is not part of this build."));
