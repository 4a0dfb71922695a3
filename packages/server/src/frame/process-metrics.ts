import type { Metrics } from "./metrics.ts";

/** What the process takes, under the names that Prometheus' own libraries use. */
export function observeProcess(registry: Metrics): void {
  const [cpu, memory] = ["process_cpu_seconds_total", "process_resident_memory_bytes"];
  const seconds = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  registry.observed(cpu, "Processor time of the process in seconds.", seconds, "counter");
  registry.observed(memory, "Resident memory of the process.", () => process.memoryUsage.rss());
}
