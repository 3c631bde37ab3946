import { span } from "../../../grammar/text/span.ts";
import type { Absence } from "../../model/config-unit.ts";
import type { Deployment, PublishedPort } from "../../model/deployment.ts";
import { type Location, locate } from "../../model/location.ts";
import { extentOf } from "../shared/value-builder.ts";
import type { ContainerRun } from "./container-run.ts";
import type { Field } from "./expand.ts";
import { splitField } from "./field-parts.ts";
import { readPublished } from "./publish.ts";

/** Whether `docker run` gives the process all its settings by what is known of the command. */
export function absenceOf(run: ContainerRun): Absence {
  const because: { what: string; at: Location | undefined }[] = [...run.unread];
  const at = (field: Field): Location => locate(run.source.document.path, field.word.span);
  for (const field of run.args.unknown)
    because.push({ what: "a variable may hold further options", at: at(field) });
  for (const option of run.args.options) {
    const text = option.field.text.slice(option.from);
    if (
      (option.name === "volume" || option.name === "mount") &&
      /kong\.conf|\/etc\/kong|\/etc(?::|,|$)/.test(text)
    )
      because.push({
        what: "a file or folder is mounted where Kong looks for kong.conf",
        at: at(option.field),
      });
    if (
      option.name === "env" &&
      splitField(option.field, option.from, run.source.document.text) === undefined
    )
      because.push({ what: "the name of a variable is known at run time only", at: at(option.field) });
    if (option.name === "entrypoint" || option.name === "env-host")
      because.push({ what: "another entrypoint may set more", at: at(option.field) });
  }
  const command = run.args.args.find(({ text }) => /^-c$|^--conf|\bexport\s|\bkong\.conf\b/.test(text));
  if (command !== undefined) because.push({ what: "the command may set more", at: at(command) });
  if (!run.knowsImageVariables)
    because.push({
      what: "the variables of the image are not known",
      at: run.args.image === undefined ? undefined : at(run.args.image),
    });
  return because.length === 0 ? { kind: "closed" } : { kind: "open", because };
}

/** How `docker run` starts the process. */
export function deploymentOf(run: ContainerRun): Deployment {
  const { path: id } = run.source.document;
  const { image, options, switches, args, unknown } = run.args;
  const ports: PublishedPort[] = [];
  let complete = !switches.has("publish-all") && unknown.length === 0;
  for (const option of options.filter(({ name }) => name === "publish")) {
    const at = locate(id, option.field.word.span);
    const read = readPublished(option.field.text.slice(option.from), option.field.isOpaque, at);
    if (read === undefined) complete = false;
    else for (const port of read) ports.push(port);
  }
  const networks = options.filter(({ name }) => name === "network");
  const named = networks.map(({ field, from }) => field.text.slice(from));
  const links = options.filter(({ name }) => name === "link" || name === "add-host");
  const entrypoint = options.findLast(({ name }) => name === "entrypoint");
  const firstArg = args[0];
  return {
    image:
      image === undefined
        ? undefined
        : {
            value: { kind: "text", pieces: image.pieces },
            at: locate(id, extentOf(image.pieces) ?? image.word.span),
          },
    command:
      firstArg === undefined || args.some(({ isOpaque }) => isOpaque)
        ? undefined
        : {
            value: run.words,
            at: locate(id, span(firstArg.word.span.start, args.at(-1)?.word.span.end ?? 0)),
          },
    entrypoint:
      entrypoint === undefined || entrypoint.field.isOpaque
        ? undefined
        : {
            value: [entrypoint.field.text.slice(entrypoint.from)],
            at: locate(id, entrypoint.field.word.span),
          },
    ports,
    portsAreComplete: complete,
    network: named.includes("host")
      ? "host"
      : networks.length === 0 && unknown.length === 0
        ? "own"
        : "other",
    reachableHosts:
      networks.length > 0 || unknown.length > 0
        ? undefined
        : new Set(links.flatMap(({ field, from }) => hostsOf(field.text.slice(from)))),
  };
}

/** The names that `--link database:db` and `--add-host db:10.0.0.1` make known. */
function hostsOf(text: string): readonly string[] {
  const [first = "", second = first] = text.split(":");
  return [first, second];
}
