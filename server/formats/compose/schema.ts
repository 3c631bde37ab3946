import { locate } from "../../model/location.ts";
import { duplicateKeys, entriesOf } from "../yaml/entries.ts";
import { dereference, keyText, type YamlNode } from "../yaml/tree.ts";
import type { ComposeFile } from "./definition.ts";
import type { Problems } from "./problems.ts";
import { isFirstFormat, unitOf } from "./project.ts";
import type { ComposeRun } from "./scalars.ts";

/** Top-level keys of the Compose specification up to Compose 2.40; others must begin with `x-`. */
const TOP_KEYS = new Set([
  "version",
  "name",
  "include",
  "services",
  "networks",
  "volumes",
  "secrets",
  "configs",
  "models",
]);

/** Keys that people write for another one, which Compose refuses in a service. */
const MISTAKEN_KEYS: Readonly<Record<string, string>> = {
  env: "environment",
  envs: "environment",
  envFile: "env_file",
  environments: "environment",
  Environment: "environment",
  enviroment: "environment",
  environement: "environment",
  env_files: "env_file",
  "env-file": "env_file",
  port: "ports",
};

/** What makes Compose refuse a whole file: YAML that cannot be read, keys twice, keys that it does not know. */
export function checkFile(file: ComposeFile, run: ComposeRun, problems: Problems): void {
  const { yaml } = file.source;
  if (yaml.isTemplate) return;
  checkSyntax(file, run, problems);
  if (run.dialect.isCompose2) checkDuplicates(file, run, problems);
  else checkTags(file, run, problems);
  for (const [index, { root, span }] of yaml.documents.entries()) {
    if (index > 0 && !run.dialect.isCompose2 && root !== undefined)
      refuse(
        file,
        problems,
        { start: span.start, end: span.start + 1 },
        `${run.dialect.name} refuses a second document in a file`,
      );
    checkMerges(file, root, run, problems);
    checkTop(file, root, run, problems);
  }
}

function checkSyntax(file: ComposeFile, run: ComposeRun, problems: Problems): void {
  for (const { faults } of file.source.yaml.documents)
    for (const { at, message } of faults)
      problems.add(undefined, {
        kind: "syntax",
        at: locate(file.source.id, at),
        refuses: true,
        before: file.source.text.text.slice(at.start, at.end),
        detail: `${run.dialect.name} cannot read the YAML: ${message}`,
      });
}

function checkDuplicates(file: ComposeFile, run: ComposeRun, problems: Problems): void {
  for (const pair of duplicateKeys(file.source.yaml)) {
    const key = keyText(pair.key) ?? "";
    problems.add(undefined, {
      kind: "duplicate",
      at: locate(file.source.id, pair.key.span),
      name: key.startsWith("KONG_") ? key : undefined,
      refuses: true,
      before: key,
      detail: `${run.dialect.name} refuses the key \`${key}\`, which stands twice in one mapping`,
    });
  }
}

/** Compose 1 knows the tags of YAML only. */
function checkTags(file: ComposeFile, run: ComposeRun, problems: Problems): void {
  for (const { root } of file.source.yaml.documents)
    visitNodes(root, (node) => {
      if (node.tag === undefined || !/^![^!]/.test(node.tag)) return;
      refuse(file, problems, node.span, `${run.dialect.name} does not know the tag \`${node.tag}\``);
    });
}

/** Visits all nodes of a tree; aliases are not followed. */
function visitNodes(node: YamlNode | undefined, visit: (node: YamlNode) => void): void {
  if (node === undefined) return;
  visit(node);
  if (node.kind === "sequence") for (const { value } of node.items) visitNodes(value, visit);
  if (node.kind === "mapping") for (const { value } of node.pairs) visitNodes(value, visit);
}

/** `<<` takes mappings only. */
function checkMerges(
  file: ComposeFile,
  root: YamlNode | undefined,
  run: ComposeRun,
  problems: Problems,
): void {
  visitNodes(root, (node) => {
    if (node.kind !== "mapping") return;
    const hasMerge = node.pairs.some(({ key }) => key.kind === "scalar" && key.text === "<<");
    for (const { kind, pair } of hasMerge ? entriesOf(node).faults : [])
      if (kind === "bad-merge")
        refuse(file, problems, pair.span, `${run.dialect.name} merges maps only, and this is none`);
  });
}

function checkTop(file: ComposeFile, root: YamlNode | undefined, run: ComposeRun, problems: Problems): void {
  if (root?.kind !== "mapping") return;
  const { entries } = entriesOf(root);
  if (run.dialect.isCompose2 && isFirstFormat(root)) {
    for (const { key, pair } of entries)
      refuse(
        file,
        problems,
        pair.key.span,
        `${run.dialect.name} refuses \`${key}\` at the top of the file: services belong under \`services:\``,
      );
    return;
  }
  for (const { key, pair } of entries)
    if (run.dialect.isCompose2 && !TOP_KEYS.has(key) && !key.startsWith("x-") && !key.includes("{{"))
      refuse(
        file,
        problems,
        pair.key.span,
        `${run.dialect.name} refuses the key \`${key}\` at the top of the file`,
      );
  const services = entries.find(({ key }) => key === "services");
  const list = services === undefined ? undefined : dereference(services.pair.value);
  for (const { key: service, pair } of list?.kind === "mapping" ? entriesOf(list).entries : [])
    checkService(file, service, dereference(pair.value), run, problems);
}

function checkService(
  file: ComposeFile,
  service: string,
  node: YamlNode,
  run: ComposeRun,
  problems: Problems,
): void {
  if (node.kind !== "mapping") return;
  for (const { key, pair } of entriesOf(node).entries) {
    const meant = Object.hasOwn(MISTAKEN_KEYS, key) ? MISTAKEN_KEYS[key] : undefined;
    if (meant !== undefined)
      problems.add(unitOf(service), {
        kind: "refused",
        at: locate(file.source.id, pair.key.span),
        refuses: true,
        before: key,
        detail: `${run.dialect.name} refuses the key \`${key}\` in a service; \`${meant}\` is the one that it knows`,
      });
  }
}

function refuse(
  file: ComposeFile,
  problems: Problems,
  at: { readonly start: number; readonly end: number },
  detail: string,
): void {
  const before = file.source.text.text.slice(at.start, Math.min(at.end, at.start + 80));
  problems.add(undefined, { kind: "refused", at: locate(file.source.id, at), refuses: true, before, detail });
}
