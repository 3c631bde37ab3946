import { kongMessages } from "./kong-messages.ts";
import { kongStartMessages } from "./kong-start-messages.ts";
import type { LogMessage } from "./log-message.ts";
import { nginxMessages } from "./nginx-messages.ts";
import { nginxResourceMessages } from "./nginx-resource-messages.ts";
import { platformMessages } from "./platform-messages.ts";
import { runningMessages } from "./running-messages.ts";

/** All messages that are recognized. Of a line that several match, the first counts: a cause comes before its consequence. */
export const messages: readonly LogMessage[] = [
  ...kongMessages,
  ...kongStartMessages,
  ...runningMessages,
  ...nginxMessages,
  ...nginxResourceMessages,
  ...platformMessages,
];
