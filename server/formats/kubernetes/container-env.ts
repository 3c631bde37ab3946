import { span } from "../../../grammar/text/span.ts";
import type { Assignment, Layer } from "../../model/assignment.ts";
import type { OtherVariable } from "../../model/config-unit.ts";
import { type Location, locate, type UnitId } from "../../model/location.ts";
import { opacityOf, type Piece, type Value, writtenText } from "../../model/value.ts";
import { textOfPieces } from "../shared/cooked.ts";
import { nearKongVariable, propertyOfVariable } from "../shared/kong-variable.ts";
import { ENVIRONMENT_LAYER, environmentFileLayer } from "../shared/layers.ts";
import type { Draft, Problems } from "../shared/problems.ts";
import { statementLines } from "../shared/statement-span.ts";
import { opaqueAt } from "../shared/value-builder.ts";
import { literalPieces } from "../shared/variables.ts";
import { type Field, type Fields, fieldsOf, isTrue, itemsOf, mappingOf, scalarText } from "../yaml/fields.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { Cluster } from "./cluster.ts";
import { type DataEntry, type DataSet, meantPieces, refusalOf } from "./data-set.ts";
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

/** A variable before it is known whether Kong reads it. */
interface Variable {
  readonly name: string;
  readonly writtenName: string;
  readonly layer: Layer;
  readonly address: string;
  readonly nameSpan: Location;
  readonly span: Location;
  readonly lineSpan: Location;
  readonly pieces: readonly Piece[];
  readonly written: Location;
  readonly inner: Location;
}

/** Names that the cluster gives to the addresses of Services. */
const SERVICE_NAME =
  /_SERVICE_(?:HOST|PORT(?:_[A-Z0-9_]+)?)$|_PORT(?:_\d+_(?:TCP|UDP)(?:_(?:PROTO|PORT|ADDR))?)?$/;
/** What a reference to a variable looks like, rather than a command. */
const VARIABLE_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Reads `envFrom` and `env` of a container in the order in which the kubelet does. */
export function readContainerEnv(container: Container, context: EnvContext): ContainerEnv {
  return new EnvReader(container, context).read();
}

class EnvReader {
  readonly #container: Container;
  readonly #context: EnvContext;
  readonly #values = new Map<string, readonly Piece[]>();
  readonly #variables: Variable[] = [];
  readonly #open: { what: string; at: Location | undefined }[] = [];
  /** `$(NAME)` that stayed as text. */
  readonly #unfilled: { readonly name: string; readonly at: Location; readonly variable: string }[] = [];

  constructor(container: Container, context: EnvContext) {
    this.#container = container;
    this.#context = context;
  }

  read(): ContainerEnv {
    const { fields } = this.#container;
    for (const item of itemsOf(fields.get("envFrom")?.node)) this.#envFrom(fieldsOf(item), item);
    const env = fields.get("env")?.node;
    if (env !== undefined && env.kind !== "sequence") this.#badList(env);
    const own = new Map<string, Variable>();
    for (const item of itemsOf(env)) this.#entry(item, own);
    this.#reportUnfilled();
    return this.#result();
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
    this.#problem({
      kind: "refused",
      at: this.#at(node.span),
      refuses: true,
      before: text.slice(node.span.start, node.span.end),
      detail: "Kubernetes accepts only a list of `name` and `value` in `env`",
    });
  }

  #envFrom(source: Fields, item: YamlNode): void {
    const prefix = scalarText(source, "prefix") ?? "";
    for (const [field, kind] of [
      ["configMapRef", "ConfigMap"],
      ["secretRef", "Secret"],
    ] as const) {
      if (!source.has(field)) continue;
      const reference = fieldsOf(source.get(field)?.node);
      const name = scalarText(reference, "name");
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

  #entry(item: YamlNode, own: Map<string, Variable>): void {
    const node = mappingOf(item);
    if (node === undefined) return;
    const fields = fieldsOf(node);
    const named = fields.get("name");
    const name = named === undefined ? undefined : this.#nameOf(named);
    if (named === undefined || name === undefined) return;
    this.#checkFields(fields, name);
    const variable = this.#variable(node, fields, named, name);
    const before = own.get(name);
    if (before !== undefined) this.#repeated(before, variable);
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

  #variable(node: YamlNode, fields: Fields, named: Field, name: string): Variable {
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
    if (from !== undefined && isEmptyValue) return { ...base, ...this.#valueFrom(from, name) };
    if (from !== undefined && value !== undefined)
      this.#problem({
        kind: "rejected",
        at: this.#at(from.pair.key.span),
        name,
        refuses: true,
        before: name,
        detail: "Kubernetes rejects `value` and `valueFrom` for one variable; keep one of them",
      });
    if (value === undefined) {
      const place = this.#at(span(named.node.span.end, named.node.span.end));
      return { ...base, pieces: [], written: place, inner: place };
    }
    return { ...base, ...this.#value(value, name) };
  }

  #value({ node }: Field, name: string): Pick<Variable, "pieces" | "written" | "inner"> {
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

  #valueFrom({ node }: Field, name: string): Pick<Variable, "pieces" | "written" | "inner"> {
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
      if (set === undefined || set.open !== undefined) {
        const why = kind === "Secret" ? "secret-reference" : "other-file";
        return { ...place, pieces: [opaqueAt(why, at, `${setName}/${key}`)] };
      }
      if (!isTrue(reference, "optional"))
        this.#problem({
          kind: "missing-key",
          at: this.#at(fields.get(field)?.node.span ?? node.span),
          name,
          refuses: true,
          before: `${setName}/${key}`,
          detail: `Kubernetes does not start the container, because the ${kind} \`${setName}\` has no key \`${key}\``,
        });
      return { ...place, pieces: [] };
    }
    const [first = "valueFrom"] = fields.keys();
    return { ...place, pieces: [opaqueAt("function", at, first)] };
  }

  /** The decoder drops fields that it does not have, and kubectl refuses them. */
  #checkFields(fields: Fields, name: string): void {
    for (const [field, { pair }] of fields) {
      if (/^(?:name|value|valueFrom)$/.test(field) || field.includes("{{")) continue;
      const meant = /^values?$/i.test(field)
        ? "value"
        : /^value_?from$/i.test(field)
          ? "valueFrom"
          : undefined;
      this.#problem({
        kind: "unknown-field",
        at: this.#at(pair.key.span),
        name,
        refuses: true,
        before: field,
        detail: `kubectl rejects the unknown field \`${field}\`${meant === undefined ? "" : `; use \`${meant}\``}`,
        ...(meant === undefined
          ? {}
          : { correction: { title: `Change to \`${meant}\``, at: this.#at(pair.key.span), text: meant } }),
      });
    }
  }

  #repeated(before: Variable, after: Variable): void {
    this.#problem({
      kind: "duplicate",
      at: before.nameSpan,
      name: before.name,
      before: textOfPieces(before.pieces) ?? "",
      after: textOfPieces(after.pieces),
      detail: `Kubernetes uses the last of two entries for \`${before.name}\``,
    });
  }

  #add(variable: Variable): void {
    const meant = nearKongVariable(variable.name);
    if (meant !== undefined)
      this.#problem({
        kind: "name-changed",
        at: variable.nameSpan,
        name: meant,
        before: meant,
        after: variable.name,
        detail: `Kubernetes makes a variable named \`${variable.name}\`${/\s/.test(variable.name) ? ", with the space" : ""}, which Kong does not read`,
      });
    this.#values.set(variable.name, variable.pieces);
    this.#variables.push(variable);
  }

  #reportUnfilled(): void {
    const later = new Set(this.#variables.map(({ name }) => name));
    for (const { name, at, variable } of this.#unfilled) {
      if (propertyOfVariable(variable) === undefined) continue;
      this.#problem({
        kind: "not-filled-in",
        at,
        name: variable,
        before: `$(${name})`,
        after: `$(${name})`,
        detail: later.has(name)
          ? `Kubernetes fills in \`$(${name})\` only where the variable is defined above it, and \`${name}\` is defined below`
          : `Kubernetes leaves \`$(${name})\` as it is, because no variable \`${name}\` is defined above it`,
      });
    }
  }

  #result(): ContainerEnv {
    const assignments: Assignment[] = [];
    const others: OtherVariable[] = [];
    for (const variable of this.#variables) {
      const value: Value = { kind: "text", pieces: variable.pieces };
      const property = propertyOfVariable(variable.name);
      if (property === undefined) others.push({ variable: variable.name, value, at: variable.nameSpan });
      else assignments.push(assignmentOf(variable, property, value));
    }
    return { assignments, others, open: this.#open };
  }
}

function assignmentOf(variable: Variable, property: string, value: Value): Assignment {
  const text = writtenText(value);
  return {
    channel: "environment",
    layer: variable.layer,
    origin: { kind: "written", address: variable.address },
    property,
    writtenName: variable.writtenName,
    variable: variable.name,
    nameSpan: variable.nameSpan,
    span: variable.span,
    lineSpan: variable.lineSpan,
    value,
    rawValue: text,
    rawValueSpan: variable.written,
    writtenValue: text,
    writtenValueSpan: variable.inner,
    opaque: opacityOf(value),
    section: undefined,
  };
}

function fromEntry(prefix: string, entry: DataEntry, layer: Layer, address: string): Variable {
  return {
    name: prefix + entry.key,
    writtenName: entry.key,
    layer,
    address,
    nameSpan: entry.keySpan,
    span: entry.span,
    lineSpan: entry.lineSpan,
    pieces: entry.pieces,
    written: entry.written,
    inner: entry.inner,
  };
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
