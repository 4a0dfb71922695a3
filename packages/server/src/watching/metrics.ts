import type { Counter, Metrics } from "../frame/metrics.ts";

/** What is counted while clusters are watched. */
export interface WatchMetrics {
  readonly commits: Counter;
  readonly commitSeconds: ReturnType<Metrics["histogram"]>;
  readonly changes: Counter;
  readonly failures: Counter;
  readonly requests: Counter;
  readonly letters: Counter;
}

export function createWatchMetrics(registry: Metrics): WatchMetrics {
  return {
    commits: registry.counter("watertight_store_commits_total", "Commits of what changed."),
    commitSeconds: registry.histogram(
      "watertight_store_commit_seconds",
      "Seconds that a commit took.",
      [0.005, 0.025, 0.1, 0.5, 2, 10],
    ),
    changes: registry.counter(
      "watertight_watched_changes_total",
      "Objects that changed in what checks can see.",
    ),
    failures: registry.counter(
      "watertight_watch_failures_total",
      "Times that a cluster could not be followed or stored.",
    ),
    requests: registry.counter("watertight_api_requests_total", "Answers of the API, by status."),
    letters: registry.counter("watertight_outgoing_total", "Messages that were put to leave."),
  };
}
