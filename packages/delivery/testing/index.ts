export { changeOf } from "./changes.ts";
export { type FakeClock, fakeClock } from "./fake-clock.ts";
export { type JiraIssue, jiraWith } from "./jira.ts";
export { type KafkaBroker, type KafkaMessage, startKafkaBroker } from "./kafka-broker.ts";
export { describeOutbox } from "./outbox-contract.ts";
export { type Answer, type ReceivedRequest, type Receiver, startReceiver } from "./receiver.ts";
export { sendingTo } from "./sending.ts";
export { surroundingsFor } from "./surroundings.ts";
