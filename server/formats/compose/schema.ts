import { wordTable } from "../../../grammar/text/word-table.ts";
import { locate } from "../../model/location.ts";
import type { Problems } from "../shared/problems.ts";
import { duplicateKeys, entriesOf } from "../yaml/entries.ts";
import { dereference, keyText, type YamlNode } from "../yaml/tree.ts";
import type { ComposeFile } from "./definition.ts";
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

/** Keys of a service in the Compose specification up to Compose 2.40, old ones that it still takes among them. */
const SERVICE_KEYS = new Set(
  `annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count
  cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy
  develop device_cgroup_rules devices dns dns_opt dns_search domainname driver_opts entrypoint env_file environment expose
  extends external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links
  logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models network_mode networks oom_kill_disable
  oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles provider pull_policy read_only restart
  runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits
  use_api_socket user userns_mode uts volumes volumes_from working_dir`.split(/\s+/),
);

/** Keys that only version 1 took. */
const FIRST_KEYS = new Set(["dockerfile", "log_driver", "log_opt", "net", "volume_driver", "cpuset_cpus"]);

/** What people mean by keys that Compose does not know. */
const MEANT_KEYS: Readonly<Record<string, string>> = wordTable({
  env: "environment",
  envs: "environment",
  env_files: "env_file",
  envfile: "env_file",
  port: "ports",
  volume: "volumes",
});

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
        at: locate(file.source.document.path, at),
        refuses: true,
        before: file.source.document.text.slice(at.start, at.end),
        detail: `${run.dialect.name} cannot read the YAML: ${message}`,
      });
}

function checkDuplicates(file: ComposeFile, run: ComposeRun, problems: Problems): void {
  for (const pair of duplicateKeys(file.source.yaml)) {
    const key = keyText(pair.key) ?? "";
    problems.add(undefined, {
      kind: "duplicate",
      at: locate(file.source.document.path, pair.key.span),
      name: key.startsWith("KONG_") ? key : undefined,
      refuses: true,
      before: key,
      detail: `${run.dialect.name} rejects the key \`${key}\`, which appears twice in one mapping`,
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
        refuse(file, problems, pair.span, `${run.dialect.name} merges maps only, and this is not a map`);
      else if (kind === "too-many")
        refuse(file, problems, pair.span, `${run.dialect.name} refuses aliases that multiply like these`);
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
    if (SERVICE_KEYS.has(key) || key.startsWith("x-") || key.includes("{{")) continue;
    if (!run.dialect.isCompose2 && FIRST_KEYS.has(key)) continue;
    const lower = key.toLowerCase().replaceAll("-", "_");
    const meant = SERVICE_KEYS.has(lower)
      ? lower
      : Object.hasOwn(MEANT_KEYS, lower)
        ? MEANT_KEYS[lower]
        : undefined;
    const hint = meant === undefined ? "" : `; it accepts \`${meant}\``;
    problems.add(unitOf(service), {
      kind: "refused",
      at: locate(file.source.document.path, pair.key.span),
      refuses: true,
      before: key,
      detail: `${run.dialect.name} refuses the key \`${key}\` in a service${hint}`,
    });
  }
}

function refuse(
  file: ComposeFile,
  problems: Problems,
  at: { readonly start: number; readonly end: number },
  detail: string,
): void {
  const before = file.source.document.text.slice(at.start, Math.min(at.end, at.start + 80));
  problems.add(undefined, {
    kind: "refused",
    at: locate(file.source.document.path, at),
    refuses: true,
    before,
    detail,
  });
}
