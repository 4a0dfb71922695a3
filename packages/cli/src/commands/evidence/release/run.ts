import type { Run } from "../../../command.ts";
import { setHold } from "../set-hold.ts";

/** `evidence release`. */
export const run: Run = (args, context) => setHold(args, context, false);
