/**
 * What findings for people are put together by: `cause` and `object` show one cause in an object once, and `cause` also once what
 * is pointed out for information in several objects; `finding` shows each.
 */
export const GROUPINGS = ["cause", "object", "finding", "check", "image"] as const;
export type Grouping = (typeof GROUPINGS)[number];
