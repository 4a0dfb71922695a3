import { pipelinesIn } from "@watertight/core/cluster";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { readAccessOf } from "../reading.ts";
import { pipelinesJson } from "./json.ts";
import { worstFirst } from "./order.ts";
import { pipelinesText } from "./text.ts";

/** `access pipelines`: who deploys, as whom, and with which rights. */
export const run: Run = async (args, context) => {
  const access = await readAccessOf(args.operands, args, context);
  const { cluster, snapshot, authorizer, gap } = access;
  const found = worstFirst(pipelinesIn(cluster));
  const premises = authorizer.premises(
    found
      .flatMap(({ identity }) => ("user" in identity ? authorizer.grantsOf(identity.user) : []))
      .map(({ binding }) => binding)
      .filter((binding, index, all) => all.indexOf(binding) === index),
  );
  writeAnswer(args, context.stdout, {
    json: () => pipelinesJson(found, snapshot, factsOf(access, premises)),
    text: () => pipelinesText(found, snapshot, premises),
  });
  return gap === undefined ? CLEAN : endedIncomplete(gap);
};
