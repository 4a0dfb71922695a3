import type { Command } from "./command.ts";
import { access } from "./commands/access.ts";
import { baseline } from "./commands/baseline.ts";
import { checks } from "./commands/checks.ts";
import { completion } from "./commands/completion.ts";
import { diff } from "./commands/diff.ts";
import { exceptions } from "./commands/exceptions.ts";
import { explain } from "./commands/explain.ts";
import { fix } from "./commands/fix.ts";
import { help } from "./commands/help.ts";
import { network } from "./commands/network.ts";
import { objects } from "./commands/objects.ts";
import { podSecurity } from "./commands/pod-security.ts";
import { scan } from "./commands/scan.ts";

/** Every verb, in the order of the help. A new verb is a file in `commands/` and a line here. */
export const COMMANDS: readonly Command[] = [
  scan,
  fix,
  explain,
  checks,
  baseline,
  diff,
  exceptions,
  objects,
  podSecurity,
  network,
  access,
  completion(() => COMMANDS),
  help,
];
