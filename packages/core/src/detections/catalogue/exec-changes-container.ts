import type { Detection } from "../detection.ts";
import { execExample } from "../examples.ts";
import { commandOf, containerOf, EXEC_TARGETS, isEntered, shown } from "../facts/commands.ts";
import { whoIs } from "../facts/identities.ts";

const PACKAGES =
  /\b(?:apt(?:-get)?|yum|dnf|microdnf|apk|zypper|pacman|tdnf)\b[^|;&]*\b(?:install|add|update|upgrade|-S[yu]*)\b|\b(?:pip3?|gem|npm|go)\s+install\b|\bdpkg\s+-i\b|\brpm\s+-[iU]/i;
const EXECUTABLE =
  /\bchmod\b\s+(?:-R\s+)?(?:[ugoa]*\+[rwst]*x|0?[0-7]*[1357][0-7]{0,2})\s|\b(?:tar|unzip)\b[^|;&]*\s-?[a-z]*x[a-z]*\b|(?:>|\btee\b)\s*(?:\/usr)?\/s?bin\/|\b(?:cp|mv|install)\b[^|;&]*\s(?:\/usr(?:\/local)?)?\/s?bin\//i;

/** A running container is made another than its image. */
export const execChangesContainer: Detection = {
  id: "exec-changes-container",
  title: "Running container patched",
  topic: "running-containers",
  severity: "high",
  why: "A package that is installed, or an executable that is written, in a running container makes it another than the image that was scanned and signed. Nothing else notices, and the next restart hides it.",
  response:
    "Replace the pod from its image; put what was needed into the image. A read-only root file system prevents it.",
  falsePositives:
    "Somebody who installs a tool to look for a fault; an ephemeral container does that without a change.",
  techniques: ["T1609", "T1105"],
  targets: EXEC_TARGETS,
  detect(event) {
    const command = commandOf(event);
    if (command === "" || !isEntered(event)) return undefined;
    const does = PACKAGES.test(command)
      ? "installs packages"
      : EXECUTABLE.test(command)
        ? "writes an executable"
        : undefined;
    if (does === undefined) return undefined;
    return { because: `${whoIs(event)} ${does} in ${containerOf(event)}: ${shown(command)}` };
  },
  examples: {
    positive: [
      {
        title: "a package",
        events: [execExample(["sh", "-c", "apt-get update && apt-get install -y nmap"])],
        detected:
          'high: mallory@example.com installs packages in container "app" of pod shop/web: sh -c apt-get update && apt-get install -y nmap',
      },
      {
        title: "what kubectl cp brings in",
        events: [execExample(["tar", "-xmf", "-", "-C", "/tmp"])],
        detected:
          'high: mallory@example.com writes an executable in container "app" of pod shop/web: tar -xmf - -C /tmp',
      },
    ],
    negative: [{ title: "a list of packages", events: [execExample(["apt", "list"])] }],
  },
};
