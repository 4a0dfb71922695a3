import type { Detection } from "../detection.ts";
import { execExample } from "../examples.ts";
import { commandOf, containerOf, EXEC_TARGETS, isEntered, shown } from "../facts/commands.ts";
import { whoIs } from "../facts/identities.ts";

const COPY = /\btar\s+(?:-?c[a-z]*f|-c\s+-f|--create)\b.*\s-(?:\s|$)|\btar\s+-?cf\s+-/;

/** Files leave a container by kubectl cp. */
export const execCopiesOut: Detection = {
  id: "exec-copies-out",
  title: "Files copied out of a container",
  topic: "running-containers",
  severity: "medium",
  why: "`kubectl cp` packs files in the container and takes them out through the API server: past every NetworkPolicy.",
  response: "Ask whoever it was which files, and what for.",
  falsePositives: "Dumps and profiles that developers fetch.",
  techniques: ["T1609", "T1530"],
  targets: EXEC_TARGETS,
  detect(event) {
    const command = commandOf(event);
    if (command === "" || !isEntered(event) || !COPY.test(command)) return undefined;
    return {
      because: `${whoIs(event)} copies files out of ${containerOf(event)}: ${shown(command)}`,
    };
  },
  examples: {
    positive: [
      {
        title: "kubectl cp",
        events: [execExample(["tar", "cf", "-", "/var/lib/data"])],
        detected:
          'medium: mallory@example.com copies files out of container "app" of pod shop/web: tar cf - /var/lib/data',
      },
    ],
    negative: [
      {
        title: "files that are packed and stay",
        events: [execExample(["tar", "czf", "/tmp/a.tgz", "/data"])],
      },
    ],
  },
};
