import { span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { OtherVariable } from "../../model/config-unit.ts";
import { type Location, locate, type UnitId } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import { nearKongVariable, propertyOfVariable } from "../shared/kong-variable.ts";
import { ENVIRONMENT_LAYER, environmentFileLayer } from "../shared/layers.ts";
import { misnamedVariable } from "../shared/near-name.ts";
import type { Draft, Problems } from "../shared/problems.ts";
import { statementLines } from "../shared/statement-span.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { literalPieces } from "../shared/variables.ts";
import { type Field, type Fields, fieldsOf, isTrue, itemsOf, mappingOf, scalarText } from "../yaml/fields.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { Cluster } from "./cluster.ts";
import { setReferences } from "./container-sets.ts";
import { type DataSet, meantPieces, refusalOf } from "./data-set.ts";
import {
  listExpected,
  missingKey,
  repeatedVariable,
  type UnfilledReference,
  unfilledReference,
  unknownField,
  unknownFields,
  valueTwice,
} from "./env-problems.ts";
import { type EnvVariable, fromEntry, sortVariables } from "./env-variable.ts";
import { expand, type Known } from "./expand.ts";
import type { Container } from "./pods.ts";
import { innerSpan, piecesOfText, readText } from "./scalars.ts";

/** What a container is read with. */
export interface EnvContext {
  readonly cluster: Cluster;
  readonly problems: Problems;
  readonly unit: UnitId;
  /** Variables that the cluster sets for Services, by name. */
  readonly services: ReadonlyMap<string, string> | undefined;
}

/** The variables of a container. */
export interface ContainerEnv {
  readonly assignments: readonly Assignment[];
  readonly others: readonly OtherVariable[];
  readonly open: readonly { readonly what: string; readonly at: Location | undefined }[];
}

/** Names that the cluster gives to the addresses of Services. */
const SERVICE_NAME =
  /_SERVICE_(?:HOST|PORT(?:_[A-Z0-9_]+)?)$|_PORT(?:_\d+_(?:TCP|UDP)(?:_(?:PROTO|PORT|ADDR))?)?$/;
/** What a reference to a variable looks like, rather than a command. */
const VARIABLE_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** What a variable is filled with. */
type Filled = Pick<EnvVariable, "pieces" | "written" | "inner" | "unfilled">;

/** Reads `envFrom` and `env` of a container in the order in which the kubelet does. */
export function readContainerEnv(container: Container, context: EnvContext): ContainerEnv {
  return new EnvReader(container, context).read();
}

class EnvReader {
  readonly #container: Container;
  readonly #context: EnvContext;
  readonly #values = new Map<string, readonly Piece[]>();
  readonly #variables: EnvVariable[] = [];
  readonly #open: { what: string; at: Location | undefined }[] = [];
  readonly #unfilled: UnfilledReference[] = [];

  constructor(container: Container, context: EnvContext) {
    this.#container = container;
    this.#context = context;
  }

  read(): ContainerEnv {
    const { fields } = this.#container;
    for (const item of itemsOf(fields.get("envFrom")?.node)) this.#envFrom(fieldsOf(item), item);
    const env = fields.get("env")?.node;
    if (env !== undefined && env.kind !== "sequence") this.#badList(env);
    const own = new Map<string, EnvVariable>();
    for (const item of itemsOf(env)) this.#entry(item, own);
    const later = new Set(this.#variables.map(({ name }) => name));
    for (const unfilled of this.#unfilled)
      if (propertyOfVariable(unfilled.variable) !== undefined)
        this.#problem(unfilledReference(unfilled, later.has(unfilled.name)));
    return { ...sortVariables(this.#variables), open: this.#open };
  }

  get #source() {
    return this.#container.pod.owner.source;
  }

  #at(node: { readonly start: number; readonly end: number }): Location {
    return locate(this.#source.document.path, node);
  }

  #problem(draft: Draft): void {
    if (this.#source.template === undefined) this.#context.problems.add(this.#context.unit, draft);
  }

  #badList(node: YamlNode): void {
    if (node.kind === "scalar" && (node.style === "empty" || /^(?:~|null)$/i.test(node.text))) return;
    const { text } = this.#source.document;
    if (text.startsWith("{{", node.span.start)) return;
    this.#problem(listExpected(this.#at(node.span), text.slice(node.span.start, node.span.end)));
  }

  #envFrom(source: Fields, item: YamlNode): void {
    const prefix = scalarText(source, "prefix") ?? "";
    for (const { reference, kind, name } of setReferences(source)) {
      const set = name === undefined ? undefined : this.#dataSet(kind, name);
      if (set === undefined) {
        if (!isTrue(reference, "optional"))
          this.#open.push({
            what: `the ${kind} \`${name ?? ""}\` is not in the manifest`,
            at: this.#at(item.span),
          });
        continue;
      }
      if (set.open !== undefined)
        this.#open.push({ what: `${kind} \`${set.name}\`: ${set.open}`, at: this.#at(item.span) });
      const layer = environmentFileLayer(`${kind} ${set.name}`);
      for (const entry of set.entries.values())
        this.#add(fromEntry(prefix, entry, layer, `${kind}/${set.name}/${entry.key}`));
    }
  }

  /** A set that is used is refused as a whole where one of its values is. */
  #dataSet(kind: DataSet["kind"], name: string): DataSet | undefined {
    const set = this.#context.cluster.dataSet(kind, name, this.#container.pod.owner.namespace);
    for (const problem of set?.problems ?? []) this.#problem(problem);
    return set;
  }

  #entry(item: YamlNode, own: Map<string, EnvVariable>): void {
    const node = mappingOf(item);
    if (node === undefined) return;
    const fields = fieldsOf(node);
    const named = fields.get("name");
    const name = named === undefined ? undefined : this.#nameOf(named);
    if (named === undefined || name === undefined) return;
    for (const [field, { pair }] of unknownFields(fields))
      this.#problem(unknownField(this.#at(pair.key.span), field, name));
    const variable = this.#variable(node, fields, named, name);
    if (variable === undefined) return;
    const before = own.get(name);
    if (before !== undefined) this.#problem(repeatedVariable(before, variable));
    own.set(name, variable);
    this.#add(variable);
  }

  #nameOf({ node }: Field): string | undefined {
    const read = readText(this.#source, node);
    if (read.kind === "text") {
      if (read.cooked.text.includes("{{"))
        this.#open.push({
          what: "the name of a variable is known at run time only",
          at: this.#at(node.span),
        });
      return read.cooked.text.includes("{{") ? undefined : read.cooked.text;
    }
    return undefined;
  }

  /** undefined where the kubelet leaves the variable as it is. */
  #variable(node: YamlNode, fields: Fields, named: Field, name: string): EnvVariable | undefined {
    const { text } = this.#source.document;
    const value = fields.get("value");
    const from = fields.get("valueFrom");
    const whole = span(node.span.start, Math.max(node.span.start, node.span.end));
    const end = Math.max(named.node.span.end, value?.node.span.end ?? 0, from?.node.span.end ?? 0);
    const base = {
      name,
      writtenName: name,
      layer: ENVIRONMENT_LAYER,
      address: `${this.#context.unit}.env.${name}`,
      nameSpan: this.#at(innerSpan(named.node)),
      span: this.#at(span(named.node.span.start, trimmedEnd(text, named.node.span.start, end))),
      lineSpan: this.#at(
        statementLines(text, span(itemStart(text, whole.start), trimmedEnd(text, whole.start, whole.end))),
      ),
    };
    const isEmptyValue = value === undefined || readText(this.#source, value.node).kind === "empty";
    if (from !== undefined && isEmptyValue) {
      const filled = this.#valueFrom(from, name);
      return filled && { ...base, ...filled };
    }
    if (from !== undefined && value !== undefined)
      this.#problem(valueTwice(this.#at(from.pair.key.span), name));
    if (value === undefined) {
      const place = this.#at(span(named.node.span.end, named.node.span.end));
      return { ...base, pieces: [], written: place, inner: place };
    }
    return { ...base, ...this.#value(value, name) };
  }

  #value({ node }: Field, name: string): Filled {
    const at = this.#at(node.span);
    const place = { written: at, inner: this.#at(innerSpan(node)) };
    const read = readText(this.#source, node);
    if (read.kind === "empty") return { ...place, pieces: [] };
    if (read.kind === "refused") {
      const { text } = this.#source.document;
      this.#problem(refusalOf(this.#container.pod.owner.kind || "object", name, at, read, text));
      return { ...place, pieces: meantPieces(node, at) };
    }
    if (piecesOfText(read.cooked).some(({ kind }) => kind === "opaque"))
      return { ...place, pieces: piecesOfText(read.cooked) };
    const { pieces, references } = expand(read.cooked, (each) => this.#known(each));
    for (const reference of references)
      if (reference.state === "unset" && VARIABLE_NAME.test(reference.name))
        this.#unfilled.push({
          name: reference.name,
          at: this.#at(read.cooked.map.spanToSource(reference.range)),
          variable: name,
        });
    return { ...place, pieces };
  }

  #known(name: string): Known {
    const pieces = this.#values.get(name);
    if (pieces !== undefined) return { state: "set", pieces };
    const service = this.#context.services?.get(name);
    if (service !== undefined) return { state: "set", pieces: literalPieces(service) };
    const mayBeService = this.#context.services === undefined && SERVICE_NAME.test(name);
    return { state: mayBeService || this.#open.length > 0 ? "unknown" : "unset" };
  }

  #valueFrom({ node }: Field, name: string): Filled | undefined {
    const at = this.#at(node.span);
    const place = { written: at, inner: at };
    const fields = fieldsOf(node);
    for (const [field, kind] of [
      ["configMapKeyRef", "ConfigMap"],
      ["secretKeyRef", "Secret"],
    ] as const) {
      if (!fields.has(field)) continue;
      const reference = fieldsOf(fields.get(field)?.node);
      const setName = scalarText(reference, "name") ?? "";
      const key = scalarText(reference, "key") ?? "";
      const set = this.#dataSet(kind, setName);
      const entry = set?.entries.get(key);
      if (entry !== undefined) return { pieces: entry.pieces, written: entry.written, inner: entry.inner };
      const isKnown = set !== undefined && set.open === undefined;
      if (isKnown && isTrue(reference, "optional")) return undefined;
      if (isKnown)
        this.#problem(
          missingKey(this.#at(fields.get(field)?.node.span ?? node.span), { name, kind, set: setName, key }),
        );
      const unfilled = kind === "Secret" ? "secret-reference" : "other-file";
      if (isKnown) return { ...place, pieces: [], unfilled };
      return { ...place, pieces: [opaqueAt(unfilled, at, `${setName}/${key}`)] };
    }
    const [first = "valueFrom"] = fields.keys();
    return { ...place, pieces: [opaqueAt("function", at, first)] };
  }

  #misnamed({ name, nameSpan }: EnvVariable, meant: string): void {
    const { path, text } = this.#source.document;
    const own = nameSpan.source === path ? text : "";
    this.#problem(misnamedVariable("Kubernetes", { name, at: nameSpan, text: own }, meant));
  }

  #add(variable: EnvVariable): void {
    const meant = nearKongVariable(variable.name);
    if (meant !== undefined) this.#misnamed(variable, meant);
    this.#values.set(variable.name, variable.pieces);
    this.#variables.push(variable);
  }
}

/** A block scalar ends with its last character. */
function trimmedEnd(text: string, start: number, end: number): number {
  return Math.max(start, start + text.slice(start, end).trimEnd().length);
}

/** The `-` before an entry belongs to its statement. */
function itemStart(text: string, offset: number): number {
  let at = offset - 1;
  while (at >= 0 && /[ \t]/.test(text.charAt(at))) at--;
  return text.charAt(at) === "-" ? at : offset;
}
