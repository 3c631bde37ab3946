import type { LinkContext, Reference } from "../../model/format.ts";
import { type Location, locate, type UnitId, unitId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import type { Problems } from "../shared/problems.ts";
import { lacked, type Missing, type Unresolved, unresolved } from "../shared/unresolved.ts";
import { entriesOf } from "../yaml/entries.ts";
import { dereference, keyText, type YamlNode, type YamlPair } from "../yaml/tree.ts";
import { asCompose, type ComposeSource } from "./compose-source.ts";
import {
  asBase,
  type Budget,
  type ComposeFile,
  mappingOf,
  mergeDefinitions,
  type Owned,
  readDefinition,
  type ServiceDefinition,
  servicePairs,
} from "./definition.ts";
import { type ComposeRun, locationOf, textOfNode } from "./scalars.ts";

/** All that one call of Compose reads. */
export interface Project {
  readonly services: ReadonlyMap<string, ServiceDefinition>;
  /** The top-level entries of a kind, such as `networks`; the strongest file's last. */
  readonly networks: ReadonlyMap<string, readonly Owned[]>;
  /** The files that were read, the first one first. */
  readonly files: readonly ComposeFile[];
  /** Whether no further file is named that could not be read. */
  readonly isComplete: boolean;
}

/** So many variables may the services of a project have together. */
const MOST_ENTRIES = 100_000;

/** Enough for any chain that a person writes. */
const MOST_HOPS = 30;

/** Reads the files of a project and merges what they say about each service. */
export function readProject(
  files: readonly ComposeFile[],
  context: LinkContext,
  run: ComposeRun,
  problems: Problems,
): Project {
  return new ProjectReader(context, run, problems).read(files);
}

class ProjectReader {
  readonly #context: LinkContext;
  readonly #run: ComposeRun;
  readonly #problems: Problems;
  readonly #networks = new Map<string, Owned[]>();
  readonly #files: ComposeFile[] = [];
  /** Definitions by the pair that makes them, so that a base is read once however many services extend it. */
  readonly #definitions = new Map<YamlPair, ServiceDefinition>();

  constructor(context: LinkContext, run: ComposeRun, problems: Problems) {
    this.#context = context;
    this.#run = run;
    this.#problems = problems;
  }

  read(files: readonly ComposeFile[]): Project {
    const services = new Map<string, ServiceDefinition>();
    for (const file of files) this.#file(file, services, [file.source]);
    return {
      services,
      networks: this.#networks,
      files: this.#files,
      isComplete: !this.#isOver && !this.#lacksFile,
    };
  }

  #file(file: ComposeFile, services: Map<string, ServiceDefinition>, within: readonly Source[]): void {
    this.#files.push(file);
    for (const { root } of file.source.yaml.documents) {
      this.#collectNetworks(file, root);
      this.#include(file, root, services, within);
      for (const { pair, merged } of servicesOf(root)) {
        const definition = this.#definition(file, pair, merged, []);
        const before = services.get(definition.name);
        services.set(
          definition.name,
          before === undefined ? definition : mergeDefinitions(before, definition),
        );
      }
    }
  }

  #collectNetworks(file: ComposeFile, root: YamlNode | undefined): void {
    const networks = mappingOf(root, "networks");
    for (const { key, pair } of networks === undefined ? [] : entriesOf(networks).entries)
      this.#networks.set(key, [
        ...(this.#networks.get(key) ?? []),
        { file, node: dereference(pair.value), pair },
      ]);
  }

  /** A service with all that it extends, weakest first. */
  #definition(
    file: ComposeFile,
    pair: YamlPair,
    merged: boolean,
    chain: readonly YamlPair[],
  ): ServiceDefinition {
    const known = this.#definitions.get(pair);
    if (known !== undefined && known.file === file) return known;
    const own = this.#withinBudget(readDefinition(file, pair, merged, this.#budget));
    const extended = own.fields.get("extends");
    const whole = extended === undefined ? own : this.#extend(file, own, extended, [...chain, pair]);
    this.#definitions.set(pair, whole);
    return whole;
  }

  #extend(
    file: ComposeFile,
    own: ServiceDefinition,
    extended: Owned,
    chain: readonly YamlPair[],
  ): ServiceDefinition {
    const at = locationOf(file, extended.node);
    const { service, path, named } = this.#extendsOf(file, extended.node);
    if (service === undefined) return openBecause(own, "what the service extends is unknown", at);
    const target =
      path === undefined
        ? { file }
        : this.#otherFile(
            file,
            path,
            "definition",
            named === undefined ? at : locationOf(file, named),
            false,
          );
    if (target.file === undefined) {
      if (target.resolved.kind === "missing") this.#missing(own, at, path ?? "", target.resolved);
      return openBecause(own, target.why, at);
    }
    const found = target.file.source.yaml.documents
      .flatMap(({ root }) => servicesOf(root))
      .filter(({ pair }) => keyText(pair.key) === service);
    const [first] = found;
    if (first === undefined) {
      this.#refuse(file, at, `finds no service \`${service}\` to extend`);
      return own;
    }
    if (chain.includes(first.pair) || chain.length > MOST_HOPS) {
      this.#refuse(file, at, "refuses services that extend each other in a circle");
      return own;
    }
    const file2 = target.file;
    const bases = found.map(({ pair, merged }) => this.#definition(file2, pair, merged, chain));
    const base = bases.reduce(mergeDefinitions);
    this.#budget.left -= base.environment.length;
    return this.#budget.left > 0 ? mergeDefinitions(asBase(base), own) : this.#withinBudget(own);
  }

  readonly #budget: Budget = { left: MOST_ENTRIES };
  #isOver = false;
  #lacksFile = false;

  /** Says once that there is more than is read, and leaves the services open that come after. */
  #withinBudget(definition: ServiceDefinition): ServiceDefinition {
    if (this.#budget.left > 0) return definition;
    const at = anchorOf(definition);
    if (!this.#isOver)
      this.#problems.add(undefined, {
        kind: "too-many",
        at,
        before: definition.name,
        detail: `the services have more than ${MOST_ENTRIES.toLocaleString("en-US")} variables together, and the rest is not looked at`,
      });
    this.#isOver = true;
    return openBecause(definition, "there are too many variables to look at", at);
  }

  #extendsOf(
    file: ComposeFile,
    node: YamlNode,
  ): {
    readonly service: string | undefined;
    readonly path: string | undefined;
    /** Where the path is written. */
    readonly named?: YamlNode | undefined;
  } {
    if (node.kind === "scalar") return { service: textOfNode(this.#run, file, node), path: undefined };
    if (node.kind !== "mapping") return { service: undefined, path: undefined };
    const entries = new Map(entriesOf(node).entries.map(({ key, pair }) => [key, dereference(pair.value)]));
    const service = textOfNode(this.#run, file, entries.get("service"));
    const named = entries.get("file");
    const path = textOfNode(this.#run, file, named);
    return named !== undefined && path === undefined
      ? { service: undefined, path: undefined }
      : { service, path, named };
  }

  #otherFile(
    from: ComposeFile,
    path: string,
    role: Reference["role"],
    at: Location,
    optional: boolean,
  ):
    | { readonly file: ComposeFile }
    | { readonly file: undefined; readonly why: string; readonly resolved: Unresolved } {
    const resolved = this.#context.resolve({ role, path, reader: undefined, optional, at }, from.base);
    if (resolved.kind !== "source")
      return { file: undefined, why: `\`${path}\` ${unresolved(resolved)}`, resolved };
    const source = asCompose(resolved.source, from.source);
    // Paths in an extended file start from its own folder.
    return { file: this.#known(source) };
  }

  readonly #others = new Map<ComposeSource["document"], ComposeFile>();

  #known(source: ComposeSource): ComposeFile {
    const known = this.#others.get(source.document) ?? { source, base: source };
    this.#others.set(source.document, known);
    return known;
  }

  /** Services of other files that a project takes in as they are. */
  #include(
    file: ComposeFile,
    root: YamlNode | undefined,
    services: Map<string, ServiceDefinition>,
    within: readonly Source[],
  ): void {
    if (root?.kind !== "mapping" || !this.#run.dialect.isCompose2) return;
    const include = entriesOf(root).entries.find(({ key }) => key === "include");
    const list = include === undefined ? undefined : dereference(include.pair.value);
    if (list?.kind !== "sequence") return;
    for (const item of list.items) {
      const node = dereference(item.value);
      const at = locationOf(file, node);
      const paths = this.#includedPaths(file, node);
      this.#lacksFile ||= paths.length === 0;
      for (const { path, named } of paths) {
        const target = this.#otherFile(file, path, "definition", locationOf(file, named), false);
        if (target.file === undefined) {
          this.#lacksFile = true;
          if (target.resolved.kind === "missing") this.#missing(undefined, at, path, target.resolved);
          continue;
        }
        const { source } = target.file;
        if (
          within.length > MOST_HOPS ||
          within.some(({ document }) => document.path === source.document.path)
        ) {
          this.#problems.add(undefined, {
            kind: "circular",
            at,
            refuses: true,
            before: path,
            detail: `${this.#run.dialect.name} refuses files that include each other in a circle`,
          });
        } else {
          this.#file(target.file, services, [...within, source]);
        }
      }
    }
  }

  #includedPaths(file: ComposeFile, node: YamlNode): { readonly path: string; readonly named: YamlNode }[] {
    if (node.kind === "scalar") return this.#pathsIn(file, [node]);
    if (node.kind !== "mapping") return [];
    const path = entriesOf(node).entries.find(({ key }) => key === "path");
    const value = path === undefined ? undefined : dereference(path.pair.value);
    if (value === undefined) return [];
    return this.#pathsIn(
      file,
      value.kind === "sequence" ? value.items.map((item) => dereference(item.value)) : [value],
    );
  }

  #pathsIn(file: ComposeFile, nodes: readonly YamlNode[]) {
    return nodes.flatMap((named) => {
      const path = textOfNode(this.#run, file, named);
      return path === undefined ? [] : [{ path, named }];
    });
  }

  #missing(definition: ServiceDefinition | undefined, at: Location, path: string, resolved: Missing): void {
    this.#problems.add(definition === undefined ? undefined : unitOf(definition.name), {
      at,
      before: path,
      ...lacked(resolved, `${this.#run.dialect.name} stops`),
    });
  }

  /** Compose then refuses the whole project. */
  #refuse(file: ComposeFile, at: Location, what: string): void {
    const { text } = file.source.document;
    this.#problems.add(undefined, {
      kind: "refused",
      at,
      refuses: true,
      before: text.slice(at.start, at.end),
      detail: `${this.#run.dialect.name} ${what}`,
    });
  }
}

/** The services of a file; in a file of the first format, which has no `services`, everything at its top. */
function servicesOf(root: YamlNode | undefined): ReturnType<typeof servicePairs> {
  const services = servicePairs(root);
  if (services.length > 0 || root?.kind !== "mapping") return services;
  return isFirstFormat(root)
    ? entriesOf(root).entries.map(({ pair, merged }) => ({ pair, merged }))
    : services;
}

/** Whether a file is in the format before version 2: services at the top, each with an image or a build. */
export function isFirstFormat(root: YamlNode | undefined): boolean {
  if (root?.kind !== "mapping") return false;
  const { entries } = entriesOf(root);
  if (entries.length === 0 || entries.some(({ key }) => key === "services" || key === "version"))
    return false;
  return entries.every(({ pair }) => {
    const body = dereference(pair.value);
    return (
      body.kind === "mapping" && entriesOf(body).entries.some(({ key }) => key === "image" || key === "build")
    );
  });
}

/** The id of the unit of a service. */
export function unitOf(service: string): UnitId {
  return unitId(`services.${service}`);
}

function openBecause(definition: ServiceDefinition, what: string, at: Location): ServiceDefinition {
  return { ...definition, open: [...definition.open, { what, at }] };
}

/** Where the key of a service stands. */
export function anchorOf(definition: ServiceDefinition): Location {
  return locate(definition.file.source.document.path, definition.pair.key.span);
}
