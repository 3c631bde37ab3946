import type { Certainty } from "../../model/format.ts";
import { defineFormat } from "../../model/format-id.ts";
import { MENTIONS_KONG } from "../shared/kong-variable.ts";

/** The format of task definitions of Amazon ECS. */
export const ECS = defineFormat("ecs");

const DEFINITIONS = /^[ \t{,]*["']?[cC]ontainerDefinitions["']?[ \t]*:/m;
/** JSON may have all of it on one line. */
const JSON_DEFINITIONS = /[{,]\s*["']?[cC]ontainerDefinitions["']?\s*:\s*\[/;
const JSON_OBJECT = /^\s*\{/;
const STACK = /^[ \t]*["']?AWSTemplateFormatVersion["']?[ \t]*:|["']?Type["']?[ \t]*:[ \t]*["']?AWS::/m;
/** A list of containers alone, as Terraform fills it in. */
const CONTAINERS = /^\s*\[\s*\{/;
const OF_CONTAINERS = /"(?:portMappings|essential|logConfiguration|memoryReservation)"\s*:/;

/** Whether a text is a task definition, in JSON, or in a template of CloudFormation. */
export function detectEcs(_path: string, sample: string): Certainty | undefined {
  if (DEFINITIONS.test(sample)) return "content";
  if (JSON_OBJECT.test(sample) && JSON_DEFINITIONS.test(sample)) return "content";
  if (STACK.test(sample)) return "content";
  return CONTAINERS.test(sample) && /"image"\s*:/.test(sample) && OF_CONTAINERS.test(sample)
    ? "content"
    : undefined;
}

/** A cheap test without false negatives: can the text configure Kong? */
export function mayTaskKong(text: string): boolean {
  return MENTIONS_KONG.test(text);
}
