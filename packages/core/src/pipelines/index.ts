export type { PipelineTool, PipelineWay } from "./access.ts";
export { PIPELINE_FACTS, pipelineFactsOf } from "./facts-of.ts";
