import type { Command, Run } from "../../command.ts";
import { CLEAN } from "../../ending.ts";
import { openStore } from "../../store-place.ts";
import { verbAsker } from "../serve/asking.ts";

/** `mcp`: answers on standard input and output until the assistant goes. */
export function runWith(commands: readonly Command[]): Run {
  return async (args, context) => {
    const { serveAssistant } = await import("@watertight/server");
    const ask = await verbAsker(args, context, commands);
    const store = await openStore(args, context, { demand: true });
    try {
      const signal = context.interruption();
      await serveAssistant({ store, ask, version: context.version, signal });
    } finally {
      await store.close();
    }
    return CLEAN;
  };
}
