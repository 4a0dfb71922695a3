// CommonJS of others: only where it is imported by name, a bundle of ES modules knows its names.
export { jetstream } from "@nats-io/jetstream";
export { connect, headers } from "@nats-io/transport-node";
