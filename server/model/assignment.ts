import { SourceMap } from "../../grammar/text/source-map.ts";
import type { Span } from "../../grammar/text/span.ts";
import { causeAt, type Location } from "./location.ts";
import { locateInValue, type Opaque, type Value } from "./value.ts";

/** Whether Kong reads the assignment from its file or from its environment; the environment wins, whatever the layer. */
export type Channel = "file" | "environment";

/** Which of several assignments of one channel counts: the highest rank, and the later of equals. */
export interface Layer {
  readonly rank: number;
  /** For people: `image ENV`, `env_file gw.env`, `environment`. */
  readonly label: string;
}

/** What brought an assignment about. */
export type Origin =
  /** A person wrote it. */
  | {
      readonly kind: "written";
      /** The path of the setting in its source, stable over edits elsewhere: `services.kong.environment.KONG_PG_HOST`. */
      readonly address: string;
    }
  /** A chart, an image, an entrypoint or the cluster made it; the locations of the assignment are then those of its cause. */
  | {
      readonly kind: "derived";
      readonly by: {
        readonly what: "chart" | "image" | "entrypoint" | "service-link" | "tool";
        readonly name: string;
        readonly version: string | undefined;
      };
    };

/** One setting of one Kong process. */
export interface Assignment {
  readonly channel: Channel;
  readonly layer: Layer;
  readonly origin: Origin;
  /** The name Kong looks up, in lower case: a key of its file, or a variable without `KONG_`. */
  readonly property: string;
  /** The name as it is written: `log level`, `KONG_LOG_LEVEL`, `log_level` in Helm values. */
  readonly writtenName: string;
  /** The name under which the process gets it: `KONG_LOG_LEVEL`. For Kong's file: {@link writtenName}. */
  readonly variable: string;
  readonly nameSpan: Location;
  /** From the name to the end of the value, a trailing comment excluded. */
  readonly span: Location;
  /** The whole statement with its leading blanks and trailing comment, without the line break that ends it. */
  readonly lineSpan: Location;
  readonly value: Value;
  /**
   * The text of {@link value} as it reaches Kong's reader. For Kong's file: all that follows the first `=`, trimmed,
   * continuations joined; a comment after the value is part of it, for what it cuts depends on the release.
   * With an unknown part: the source text of the value.
   */
  readonly rawValue: string;
  readonly rawValueSpan: Location;
  /** The value a person means: {@link rawValue} without a trailing comment. May be empty. */
  readonly writtenValue: string;
  readonly writtenValueSpan: Location;
  readonly opaque: Opaque | undefined;
  /** The section header that hides this assignment from Kong, where there is one. */
  readonly section: Location | undefined;
  /** Its last line ends with a backslash and nothing follows that could be joined: Kong drops the whole statement. */
  readonly unfinished?: true;
  /** A chart or an image sets the same by itself, so that it makes no difference and cannot be taken away by deleting it. */
  readonly repeats?: true;
  /** Readers make different values of it, and who reads the source is unknown: an error about the value is a guess. */
  readonly disputed?: true;
}

/**
 * The characters of a part of a value; all of the value where the part has none of its own.
 * @param range UTF-16 offsets into {@link Assignment.rawValue}
 */
export function valuePlace({ value, rawValue, rawValueSpan }: Assignment, range: Span): Location {
  return locateInValue(value, range) ?? (rawValue === "" ? rawValueSpan : causeAt(rawValueSpan));
}

/** How a value relates to its characters, where one piece of one source makes all of it; else as if it were written plainly. */
export function valueMapOf({ value, rawValue, rawValueSpan }: Assignment): SourceMap {
  const only = value.kind === "text" && value.pieces.length === 1 ? value.pieces[0] : undefined;
  return only?.map ?? SourceMap.identity(rawValueSpan.start, rawValue.length);
}
