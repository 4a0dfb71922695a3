import type { NodeFacts, ServiceFact } from "../facts/node-facts.ts";
import { fail, pass, unknown, type Verdict } from "./result.ts";

type State = "active" | "enabled";

/** Whether no SSH daemon runs, or starts with the node. */
export function judgeSshd(state: State): (question: { readonly facts: NodeFacts }) => Verdict {
  return ({ facts: { services, processes } }) => {
    const runs = state === "active" ? processes?.some(({ name }) => name === "sshd") : undefined;
    if (runs) return fail(state, "process sshd");
    if (services === undefined) return unknown("the node's services were not looked at");
    const daemons = services.filter(({ name }) => /^(?:ssh|sshd)\.(?:service|socket)$/.test(name));
    return judgeDaemons(daemons, state, runs === false);
  };
}

function judgeDaemons(daemons: readonly ServiceFact[], state: State, noneRuns: boolean): Verdict {
  const open = daemons.find((each) => each[state] === true);
  if (open) return fail(state, open.name);
  const unclear = noneRuns ? undefined : daemons.find((each) => each[state] === undefined);
  if (unclear) return unknown(`whether ${unclear.name} is ${state} is not known`);
  return pass(`not ${state}`, daemons.map(({ name }) => name).join(", ") || "no SSH daemon");
}
