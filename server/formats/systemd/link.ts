import { append } from "../../../grammar/text/large-lists.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, OtherVariable } from "../../model/config-unit.ts";
import type { LinkContext, Linked } from "../../model/format.ts";
import { type Location, locate, unitId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { isKnownProperty } from "../images/known-properties.ts";
import { derivedAssignment } from "../shared/environment-assignment.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { layerOf } from "../shared/layers.ts";
import { Problems } from "../shared/problems.ts";
import { literalPieces } from "../shared/variables.ts";
import { systemdDeployment } from "./deployment.ts";
import { readEnvironment, type UnitVariable } from "./environment.ts";
import { confOf, type Started, startedBy, startsKong } from "./exec.ts";
import { type FileReference, readFiles } from "./files.ts";
import { isSystemd, type SystemdSource } from "./systemd-source.ts";

const UNIT = unitId("");

/** The process of a unit that starts Kong, with its drop-ins, and what systemd drops on the way to its environment. */
export function linkSystemd(source: SystemdSource, context: LinkContext): Linked {
  const sources = [source, ...dropInsOf(source, context)];
  const problems = new Problems();
  const environment: UnitVariable[] = [];
  const references: FileReference[] = [];
  const unset: string[] = [];
  const others: string[] = [];
  for (const each of sources)
    for (const setting of each.settings) {
      if (setting.section !== "Service") continue;
      const isReset = setting.value.text === "";
      switch (setting.name) {
        case "Environment":
          if (isReset) environment.length = 0;
          else append(environment, readEnvironment(each, setting, problems, UNIT));
          break;
        case "EnvironmentFile":
          if (isReset) references.length = 0;
          else references.push({ source: each, setting });
          break;
        case "UnsetEnvironment":
          if (isReset) unset.length = 0;
          else append(unset, setting.value.text.split(/\s+/));
          break;
        case "PassEnvironment":
          others.push(setting.value.text);
          break;
      }
    }
  const started = startedBy(sources);
  const files = readFiles(references, context, problems, UNIT);
  const variables = [...environment, ...files.variables, ...startVariables(source, started)].filter(
    ({ name, pieces }) => !isUnset(unset, name, pieces),
  );
  if (!isNamedKong(source) && !startsKong(started) && !variables.some(isKongs))
    return { units: [], problems: [] };
  reportIgnored(source, problems);
  const unit: LinkedUnit = {
    id: UNIT,
    name: undefined,
    anchor: anchorOf(source, started),
    extent: locate(source.document.path, { start: 0, end: source.document.text.length }),
    assignments: variables.flatMap(({ assignment }): Assignment[] =>
      assignment === undefined ? [] : [assignment],
    ),
    others: variables.flatMap(({ name, pieces, assignment }): OtherVariable[] =>
      assignment === undefined ? [{ variable: name, value: { kind: "text", pieces }, at: undefined }] : [],
    ),
    release: undefined,
    absence: { kind: "open", because: becauseOf(started, files.open, others, source) },
    draws: [...new Set([...sources, ...files.draws].map(({ document }) => document.path))],
    deployment: systemdDeployment(sources, started, {
      anchor: anchorOf(source, started),
      isKnown: files.open.length === 0 && others.length === 0,
    }),
    reader: "systemd",
  };
  return { units: [unit], problems: problems.list([UNIT]) };
}

/** `kong.service`, `kong.service.d/limits.conf`: what Kong's packages call it. */
function isNamedKong({ document: { path } }: SystemdSource): boolean {
  return /(?:^|\/)kong(?:[-_@.][^/]*)?\.service(?:\.|$)/.test(path);
}

function isKongs({ name }: UnitVariable): boolean {
  const property = propertyOfVariable(name);
  return property !== undefined && isKnownProperty(property);
}

function isUnset(unset: readonly string[], name: string, pieces: UnitVariable["pieces"]): boolean {
  const text = pieces.map((piece) => piece.text).join("");
  return unset.includes(name) || unset.includes(`${name}=${text}`);
}

/** The drop-ins of a unit, in the order of their names. */
function dropInsOf(source: SystemdSource, context: LinkContext): readonly SystemdSource[] {
  const name = /[^/]+\.service$/.exec(source.document.path)?.[0];
  const paths = name === undefined ? [] : (context.list?.(`${name}.d/*.conf`, source) ?? []);
  const at = locate(source.document.path, { start: 0, end: 0 });
  return [...paths].sort().flatMap((path): SystemdSource[] => {
    const reference = { role: "definition", path, reader: undefined, optional: true, at } as const;
    const resolved = context.resolve(reference, source);
    if (resolved.kind !== "source") return [];
    const found: Source = isSystemd(resolved.source)
      ? resolved.source
      : source.format.parse(resolved.source.document);
    return isSystemd(found) ? [found] : [];
  });
}

/** `ExecStart=/usr/bin/env KONG_A=x kong start` */
function startVariables(source: SystemdSource, started: Started | undefined): UnitVariable[] {
  if (started === undefined) return [];
  const at = locate(source.document.path, started.span);
  return started.variables.map((word): UnitVariable => {
    const sign = word.indexOf("=");
    const [name, text] = [word.slice(0, sign), word.slice(sign + 1)];
    const pieces = literalPieces(text);
    const by = { what: "tool", name: "env", version: undefined } as const;
    const layer = layerOf("command", "ExecStart");
    return { name, pieces, assignment: derivedAssignment(name, { kind: "text", pieces }, layer, by, at) };
  });
}

function anchorOf(source: SystemdSource, started: Started | undefined): Location {
  const { path, text } = source.document;
  const setting = source.settings.find(({ name }) => name === "ExecStart");
  if (setting !== undefined && started !== undefined) return locate(path, setting.nameSpan);
  const end = text.indexOf("\n");
  return locate(path, { start: 0, end: end < 0 ? text.length : end });
}

function becauseOf(
  started: Started | undefined,
  open: readonly { readonly what: string; readonly at: Location | undefined }[],
  passed: readonly string[],
  { document: { path } }: SystemdSource,
): { readonly what: string; readonly at: Location | undefined }[] {
  const at = started === undefined ? undefined : locate(path, started.span);
  const file = confOf(started) ?? "/etc/kong/kong.conf";
  return [
    { what: `\`${file}\` is a file of the machine`, at },
    ...open,
    ...passed.map((names) => ({ what: `${names} comes from the manager of systemd`, at: undefined })),
  ];
}

/** Settings of a service in another section, and names in other letters, which systemd does not have. */
function reportIgnored(source: SystemdSource, problems: Problems): void {
  for (const { section, name, nameSpan, value } of source.settings) {
    if (!/KONG_/.test(value.text) || !/^environment(?:file)?$/i.test(name)) continue;
    const isOther = section !== "Service";
    if (!isOther && /^Environment(?:File)?$/.test(name)) continue;
    const written = /file$/i.test(name) ? "EnvironmentFile" : "Environment";
    problems.add(UNIT, {
      kind: "word-lost",
      at: locate(source.document.path, nameSpan),
      before: name,
      detail: isOther
        ? `systemd reads \`${written}\` in the section \`[Service]\` only, and ignores it here`
        : `systemd does not have the setting \`${name}\` and ignores it; use \`${written}\``,
      ...(isOther
        ? {}
        : {
            correction: {
              title: `Change to \`${written}\``,
              at: locate(source.document.path, nameSpan),
              text: written,
            },
          }),
    });
  }
}
