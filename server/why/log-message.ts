import type { VersionRange } from "../../schemas/release.ts";

/** Which program writes a message. */
export type MessageSource = "nginx" | "Kong" | "PostgreSQL" | "Docker Compose" | "Docker" | "Kubernetes";

/**
 * A message about configuration, as logs have it. Groups of the pattern are what it speaks about:
 * - `property`: a property of Kong; `directive`: a directive of nginx, which a property may inject
 * - `value`: a text that the configuration contains: a path, a host, a name
 * - `port`: a port of a listener; `name`: anything else that is worth repeating
 */
export interface LogMessage {
  /** What pages and reports call it. */
  readonly id: string;
  readonly from: MessageSource;
  /** Found anywhere in a line, after what log drivers put in front of it. It takes time linear in the length of the line. */
  readonly pattern: RegExp;
  /** The open-source releases that write it, where that is not all of them. */
  readonly releases?: VersionRange;
  /** What it means; `{property}` and the other groups are filled in. */
  readonly means: string;
  /** What to do. */
  readonly advice: string;
  /** The properties that cause it, where the message names none. */
  readonly properties?: readonly string[];
  /** Rules whose findings answer it, best first. */
  readonly rules: readonly string[];
  /** The file in docs/errors that explains it. */
  readonly page?: string;
}

/** Names of the groups of {@link LogMessage.pattern}. */
export const SUBJECTS = ["property", "directive", "value", "port", "name"] as const;

/** What one message in a log speaks about. */
export type Subject = Readonly<Partial<Record<(typeof SUBJECTS)[number], string>>>;
