import type { Location } from "../model/location.ts";
import type { Fix } from "./fix.ts";

/** How severe a finding is: error = Kong refuses, or does otherwise than the text says. */
export type Severity = "error" | "warning" | "info" | "hint";

/** Another place that belongs to a finding. */
export interface RelatedPlace {
  readonly span: Location;
  readonly message: string;
}

/** One thing a rule has to say about a source. */
export interface Finding {
  /** `<group>/<name>`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, why it matters, what to do: at most two sentences, no secret in it. */
  readonly message: string;
  /** The guilty characters, never more than one assignment; an empty span at 0 speaks about the whole source. */
  readonly span: Location;
  /** The property it is about, where there is one. */
  readonly property: string | undefined;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
  readonly tags: readonly ("deprecated" | "unnecessary")[];
}
