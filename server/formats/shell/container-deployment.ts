import { span } from "../../../grammar/text/span.ts";
import type { Absence } from "../../model/config-unit.ts";
import type { Deployment, Listed, Mount, Probe, PublishedPort } from "../../model/deployment.ts";
import { type Location, locate } from "../../model/location.ts";
import { longMount, shortMount } from "../shared/mount-options.ts";
import { splitCommand } from "../shared/split-command.ts";
import { extentOf } from "../shared/value-builder.ts";
import { networkOf } from "./container-network.ts";
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
  const { publishes, ...network } = networkOf(run);
  for (const option of publishes ? options.filter(({ name }) => name === "publish") : []) {
    const at = locate(id, option.field.word.span);
    const read = readPublished(option.field.text.slice(option.from), option.field.isOpaque, at);
    if (read === undefined) complete = false;
    else for (const port of read) ports.push(port);
  }
  const networks = options.filter(({ name }) => name === "network");
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
    isStartUnknown: args.some(({ isOpaque }) => isOpaque) || entrypoint?.field.isOpaque === true,
    ports,
    portsAreComplete: complete,
    ...network,
    reachableHosts:
      networks.length > 0 || unknown.length > 0
        ? undefined
        : new Set(links.flatMap(({ field, from }) => hostsOf(field.text.slice(from)))),
    mounts: mountsOf(run),
    ...userOf(run),
    isPrivileged:
      switches.has("privileged") ||
      unknown.length > 0 ||
      options.some(({ name }) => name === "sysctl" || name === "security-opt" || name === "userns"),
    hasOpenLowPorts: network.network !== "host",
    ...(options.some(({ name, field }) => name === "cap-add" && field.isOpaque)
      ? {}
      : {
          addedCapabilities: options
            .filter(({ name }) => name === "cap-add")
            .map(({ field, from }) => field.text.slice(from).toUpperCase().replace(/^CAP_/, "")),
        }),
    ...(switches.has("read-only") ? { readOnlyRoot: { value: true, at: startOf(run) } } : {}),
    probes: probesOf(run),
  };
}

/** The option of `docker run` stands for the whole command where it has no characters of its own. */
function startOf({ source, args, context }: ContainerRun): Location {
  return locate(source.document.path, args.image?.word.span ?? context.command.span);
}

function userOf({ args, source }: ContainerRun): Pick<Deployment, "user"> {
  const option = args.options.findLast(({ name }) => name === "user");
  return option === undefined
    ? {}
    : {
        user: {
          value: option.field.isOpaque ? undefined : option.field.text.slice(option.from),
          at: locate(source.document.path, option.field.word.span),
        },
      };
}

/** What `--volume`, `--mount` and `--tmpfs` put into the container. */
function mountsOf({ args, source }: ContainerRun): Listed<Mount> {
  const items: Mount[] = [];
  // Files may be copied into a container that exists already.
  let isComplete =
    args.unknown.length === 0 && !/\b(?:docker|podman)\s+(?:container\s+)?cp\b/.test(source.document.text);
  for (const { name, field, from } of args.options) {
    if (name === "volumes-from" || name === "secret") isComplete = false;
    if (name !== "volume" && name !== "mount" && name !== "tmpfs") continue;
    const text = field.text.slice(from);
    const at = locate(source.document.path, field.word.span);
    const mount = name === "mount" ? longMount(text, at) : shortMount(text, name, field.isOpaque, at);
    if (mount === undefined) isComplete = false;
    else items.push(mount);
  }
  return { items, isComplete };
}

function probesOf({ args, source }: ContainerRun): Listed<Probe> {
  const option = args.options.findLast(({ name }) => name === "health-cmd");
  if (option === undefined) return { items: [], isComplete: true };
  if (option.field.isOpaque) return { items: [], isComplete: false };
  const words = splitCommand(option.field.text.slice(option.from));
  const at = locate(source.document.path, option.field.word.span);
  return {
    items: [{ role: "health", test: { kind: "command", words, isShell: true }, at }],
    isComplete: true,
  };
}

/** The names that `--link database:db` and `--add-host db:10.0.0.1` make known. */
function hostsOf(text: string): readonly string[] {
  const [first = "", second = first] = text.split(":");
  return [first, second];
}
