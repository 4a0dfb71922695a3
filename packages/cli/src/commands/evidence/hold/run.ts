import type { Run } from "../../../command.ts";
import { setHold } from "../set-hold.ts";

/** `evidence hold`. */
export const run: Run = (args, context) => setHold(args, context, true);
