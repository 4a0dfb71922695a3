import type { Command } from "./command.ts";
import { access } from "./commands/access/declaration.ts";
import { audit } from "./commands/audit/declaration.ts";
import { baseline } from "./commands/baseline/declaration.ts";
import { blastRadius } from "./commands/blast-radius/declaration.ts";
import { cel } from "./commands/cel/declaration.ts";
import { checks } from "./commands/checks/declaration.ts";
import { completion } from "./commands/completion/declaration.ts";
import { diff } from "./commands/diff/declaration.ts";
import { doctor } from "./commands/doctor/declaration.ts";
import { evidence } from "./commands/evidence/declaration.ts";
import { exceptions } from "./commands/exceptions/declaration.ts";
import { explain } from "./commands/explain/declaration.ts";
import { fix } from "./commands/fix/declaration.ts";
import { fixes } from "./commands/fixes/declaration.ts";
import { help } from "./commands/help/declaration.ts";
import { images } from "./commands/images/declaration.ts";
import { init } from "./commands/init/declaration.ts";
import { install } from "./commands/install/declaration.ts";
import { mcp } from "./commands/mcp/declaration.ts";
import { network } from "./commands/network/declaration.ts";
import { node } from "./commands/node/declaration.ts";
import { nodes } from "./commands/nodes/declaration.ts";
import { notify } from "./commands/notify/declaration.ts";
import { objects } from "./commands/objects/declaration.ts";
import { paths } from "./commands/paths/declaration.ts";
import { placement } from "./commands/placement/declaration.ts";
import { podSecurity } from "./commands/pod-security/declaration.ts";
import { policy } from "./commands/policy/declaration.ts";
import { rbacNeeded } from "./commands/rbac-needed/declaration.ts";
import { report } from "./commands/report/declaration.ts";
import { scan } from "./commands/scan/declaration.ts";
import { serve } from "./commands/serve/declaration.ts";
import { snapshot } from "./commands/snapshot/declaration.ts";
import { store } from "./commands/store/declaration.ts";
import { tenancy } from "./commands/tenancy/declaration.ts";
import { upgrade } from "./commands/upgrade/declaration.ts";
import { verify } from "./commands/verify/declaration.ts";
import { version } from "./commands/version/declaration.ts";
import { versions } from "./commands/versions/declaration.ts";
import { vulnerabilities } from "./commands/vulnerabilities/declaration.ts";
import { whatIf } from "./commands/what-if/declaration.ts";

/** Every verb, in the order of the help. A new verb is a folder in `commands/` and a line here. */
export const COMMANDS: readonly Command[] = [
  scan,
  report,
  fix,
  explain,
  checks,
  baseline,
  diff,
  exceptions,
  objects,
  snapshot,
  rbacNeeded(() => COMMANDS),
  podSecurity,
  network,
  access,
  paths,
  blastRadius,
  fixes,
  whatIf(() => COMMANDS),
  placement,
  audit,
  evidence,
  tenancy,
  verify,
  images,
  vulnerabilities,
  versions,
  upgrade,
  node,
  nodes,
  cel,
  policy,
  serve(() => COMMANDS),
  mcp(() => COMMANDS),
  store,
  notify,
  init,
  install,
  doctor,
  completion(() => COMMANDS),
  version,
  help,
];
