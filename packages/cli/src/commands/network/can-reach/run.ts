import {
  canReach,
  isProtocol,
  type NetworkAnalysis,
  type NetworkPlace,
  type NetworkVerdict,
  parseNetworkPlace,
  type ReachQuestion,
} from "@watertight/core/network";
import { answerLines, questionLines } from "../../../batch.ts";
import type { Arguments, Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { readNetwork } from "../settings.ts";
import { answerReach } from "./batch.ts";
import { reachJson } from "./json.ts";
import { verdictText } from "./text.ts";

const VERB = { verb: "network can-reach" };

/** `network can-reach`: one question of the command line, or the questions of a file. */
export const run: Run = async (args, context) => {
  const batch = args.value("batch");
  const question = batch === undefined ? questionOf(args) : undefined;
  if (args.operands.length === 0) {
    throw new UsageError("Give the paths of manifests.", VERB);
  }
  const network = await readNetwork(args, context);
  const { analysis, gap } = network;
  if (batch !== undefined) {
    const streams = { lines: questionLines(batch, context), write: context.stdout.write };
    const ending = await answerLines(streams, (asked) => answerReach(asked, analysis));
    return gap === undefined ? ending : endedIncomplete(gap);
  }
  const verdict = answered(question, analysis);
  const ending = gap === undefined ? endingOf(verdict) : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  writeAnswer(args, context.stdout, {
    json: () => reachJson(verdict, analysis, factsOf(network)),
    text: () => verdictText(verdict, analysis, { explain: args.flag("explain") }),
  });
  return ending;
};

function endingOf({ verdict, reason }: NetworkVerdict): Ending {
  if (verdict === "yes") return CLEAN;
  return verdict === "no"
    ? ended("The answer is no.")
    : endedIncomplete(`The input does not say: ${reason}.`);
}

function answered(question: ReachQuestion | undefined, analysis: NetworkAnalysis): NetworkVerdict {
  const answer = question && canReach(question, analysis);
  if (answer && "found" in answer) return answer.found;
  throw new UsageError(answer?.problem ?? "There is no question.", VERB);
}

function questionOf(args: Arguments): ReachQuestion {
  const port = args.value("port");
  if (port === undefined) {
    throw new UsageError("Say the port: --port 443, or by name --port https.", VERB);
  }
  const number = /^\d+$/.test(port) ? Number(port) : port;
  if (typeof number === "number" && (number < 1 || number > 65_535)) {
    throw new UsageError(`A port is 1 to 65535, not ${port}.`, VERB);
  }
  const protocol = args.value("protocol") ?? "TCP";
  return {
    from: placeOf("from", args),
    to: placeOf("to", args),
    port: number,
    protocol: isProtocol(protocol) ? protocol : "TCP",
  };
}

function placeOf(option: "from" | "to", args: Arguments): NetworkPlace {
  const text = args.value(option);
  const place = text === undefined ? undefined : parseNetworkPlace(text);
  if (place) return place;
  throw new UsageError(
    text === undefined
      ? `Say where the connection ${option === "from" ? "begins" : "ends"}: --${option} NS/NAME.`
      : `"${text}" is no place; write NS/NAME, KIND/NS/NAME, an address, a range such as 10.0.0.0/8, or internet.`,
    VERB,
  );
}
