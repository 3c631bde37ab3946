import type { Span } from "../../../grammar/text/span.ts";
import type { SourceId } from "../../model/location.ts";
import type { Value } from "../../model/value.ts";
import type { Instruction } from "./parse-dockerfile.ts";

/** One variable of an `ENV` instruction. */
export interface EnvPair {
  readonly name: string;
  readonly value: Value;
  readonly nameSpan: Span;
  /** Name, sign and value with its quotes. */
  readonly wordSpan: Span;
  /** The value with its quotes. */
  readonly valueSpan: Span;
  /** `pairs`: `ENV a=b c=d`; `rest`: the old `ENV a rest of the line`. */
  readonly form: "pairs" | "rest";
  readonly instruction: Instruction;
  /** All pairs of the instruction, in order. */
  readonly siblings: readonly Span[];
}

/** A command of the image: its words, or the line that a shell runs. */
export interface StageCommand {
  readonly words: readonly string[];
  readonly at: Span;
}

/** A user that `USER` names; the name is undefined where it is known at run time only. */
export interface StageUser {
  readonly name: string | undefined;
  readonly at: Span;
}

/** A step that changes files, with the user that it runs as. */
export interface StageStep {
  readonly kind: "run" | "copy" | "user";
  readonly user: StageUser | undefined;
  /** A command line; the target of a copy; the name of a user. */
  readonly text: string;
  readonly at: Span;
}

/** A stage of a build. */
export interface Stage {
  /** Its place in the file, from 0. */
  readonly index: number;
  readonly name: string | undefined;
  readonly from: Instruction;
  /** What `FROM` names: text and place. */
  readonly image: { readonly value: Value; readonly at: Span; readonly guessed: boolean };
  /** The stage it builds on; undefined: an image. */
  readonly base: Stage | undefined;
  readonly pairs: readonly EnvPair[];
  readonly command: StageCommand | undefined;
  readonly entrypoint: StageCommand | undefined;
  /** What is done to the files of the stage, those of its base included. */
  readonly steps: readonly StageStep[];
  /** The user of the steps that follow, and of the process; undefined: that of the base image. */
  readonly user: StageUser | undefined;
  /** The health check; `none` switches that of the base image off. */
  readonly healthcheck: StageCommand | "none" | undefined;
  readonly arguments: readonly { readonly name: string; readonly at: Span; readonly used: boolean }[];
}

/** Something the builder stops at, or changes on the way. */
export interface BuildFault {
  readonly kind: string;
  readonly at: Span;
  readonly name: string | undefined;
  readonly refuses: boolean;
  readonly before: string;
  readonly after: string | undefined;
  readonly detail: string;
  /** For a value that the builder ends too early: what is left of it. */
  readonly leaves?: Span;
  readonly correction?: { readonly title: string; readonly at: Span; readonly text: string };
  /** undefined: the whole file. */
  readonly stage: number | undefined;
}

/** What a build is given from outside. */
export interface BuildInput {
  readonly source: SourceId;
  readonly text: string;
  readonly buildArguments: ReadonlyMap<string, string> | undefined;
  /** The variables of a base image by its reference; undefined: not known. */
  imageEnvironment(reference: string | undefined): ReadonlyMap<string, string> | undefined;
  /** The builder before BuildKit: an `ENV` beats an `ARG` of the same name, whatever the order. */
  readonly legacyBuilder: boolean;
}

/** The stages of a Dockerfile. */
export interface Build {
  readonly stages: readonly Stage[];
  readonly faults: readonly BuildFault[];
}
