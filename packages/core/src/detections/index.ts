export { DETECTIONS } from "./catalogue/index.ts";
export type { Detection, DetectionExample } from "./detection.ts";
export type { DetectedEvent, Detector } from "./detector.ts";
export { actorOf, createDetector, subjectOf } from "./detector.ts";
export type { Memory } from "./memory.ts";
export { createMemory } from "./memory.ts";
export { redactedEvent, redactedObject } from "./redact.ts";
export type { DetectionSettings } from "./settings.ts";
export { DEFAULT_DETECTION_SETTINGS } from "./settings.ts";
