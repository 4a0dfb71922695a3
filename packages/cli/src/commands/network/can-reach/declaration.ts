import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../../cluster-options.ts";
import type { Command } from "../../../command.ts";
import { BATCH, TEXT_OR_JSON } from "../../../options.ts";
import { PATHS } from "../options.ts";

/** `watertight network can-reach`. */
export const canReach: Command = {
  name: "can-reach",
  summary: "Say whether one place can open a connection to another, and what decides",
  usage:
    "network can-reach --from PLACE --to PLACE --port PORT [OPTIONS] PATH...\n       watertight network can-reach --batch FILE [OPTIONS] PATH...",
  operands: PATHS,
  options: [
    {
      name: "from",
      kind: "value",
      placeholder: "PLACE",
      description: "NS/NAME, KIND/NS/NAME, an address, a range or internet",
    },
    {
      name: "to",
      kind: "value",
      placeholder: "PLACE",
      description: "The same, or a Service by its name or address",
    },
    {
      name: "port",
      kind: "value",
      placeholder: "PORT",
      description: "Number or name of the port at the destination",
    },
    {
      name: "protocol",
      kind: "value",
      placeholder: "PROTOCOL",
      choices: ["TCP", "UDP", "SCTP"],
      default: "TCP",
      description: "Protocol of the port",
    },
    {
      name: "explain",
      kind: "flag",
      description: "Name the rules that decide, with their lines",
    },
    TEXT_OR_JSON,
    BATCH,
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command:
        "watertight network can-reach --from shop/web --to shop/db --port 5432 --explain deploy/",
      description: "Whether the web pods reach the database, and which rules say so",
    },
    {
      command: "watertight network can-reach --from internet --to shop/web --port http deploy/",
      description:
        "Whether a load balancer, an Ingress or a node lets the internet in, past the policies",
    },
    {
      command: "watertight network can-reach --batch questions.jsonl deploy/",
      description: "A thousand questions in one process",
    },
  ],
  run: () => import("./run.ts"),
};
