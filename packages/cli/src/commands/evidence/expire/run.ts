import { counted } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { CLEAN } from "../../../ending.ts";
import { doingOf, storeFor } from "../../../evidence-store.ts";

/** `evidence expire`. */
export const run: Run = async (args, context) => {
  const gone = await (await storeFor(args, context)).expire(
    doingOf(args, context, "its days are over"),
  );
  const which = gone.length === 0 ? "" : `: ${gone.join(", ")}`;
  context.stdout.write(`${counted(gone.length, "capture")} removed${which}.\n`);
  return CLEAN;
};
