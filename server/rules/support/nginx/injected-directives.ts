import { memoizeLast } from "../../../../grammar/text/memoize.ts";
import {
  laterStatements,
  type NginxArguments,
  nginxArguments,
} from "../../../../grammar/values/nginx-arguments.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import type { NginxTable } from "../../../../schemas/nginx/nginx-table.ts";
import type { Reading } from "../../../loader/reading.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import type { Location } from "../../../model/location.ts";
import { valueSpan } from "../value-items.ts";
import { mentionsVault } from "../vaults.ts";
import { isLeftOut } from "./left-out-blocks.ts";

/** A directive that a setting puts into the configuration of nginx. */
export interface InjectedDirective {
  readonly assignment: Assignment;
  /** `nginx_http_` */
  readonly prefix: string;
  /** `client_max_body_size` */
  readonly name: string;
  /** Where its name is: in the name of the setting, or in its value for a directive after a semicolon. */
  readonly at: Location;
  /** True for the directive that the name of the setting gives, false for one after a semicolon in the value. */
  readonly isNamed: boolean;
  /** The block it goes to: `http`, `http.server`. undefined where the facts do not say, as for namespaces of Enterprise. */
  readonly context: string | undefined;
  /** The value as nginx splits it. */
  readonly value: NginxArguments;
}

/** Ordinary properties of Kong whose names begin like those of injected directives. */
const ORDINARY = new Set(["nginx_daemon", "nginx_optimizations", "nginx_user", "nginx_worker_processes"]);

/** Whether a source may inject directives, and so needs the table of nginx. Several rules ask the same of each source. */
const mayInject = memoizeLast((unit: ConfigUnit): boolean =>
  unit.assignments.some(({ property }) => property.startsWith("nginx_") && !ORDINARY.has(property)),
);

/** The tables of a rule about injected directives. */
export function tablesToInject(unit: ConfigUnit): readonly "nginx"[] {
  return mayInject(unit) ? NGINX : NONE;
}

const NGINX = ["nginx"] as const;
const NONE = [] as const;

/**
 * The directives that a source injects in a release, in the order of the source. Left out is what Kong does not inject
 * (`NONE`, an empty value, a name it ignores, what goes to a block that its template leaves out), what is not known before run time, references to vaults, and values that Kong reads otherwise than
 * they are written, which other rules speak about.
 */
export function injectedDirectives(
  { unit, reading, catalog }: { unit: ConfigUnit; reading: Reading; catalog: Catalog },
  table: NginxTable | undefined,
): readonly InjectedDirective[] {
  const directives = directivesIn(unit, reading, catalog);
  return table === undefined ? directives : withContexts(directives, catalog, table);
}

/** Several rules ask the same of each reading. */
const directivesIn = memoizeLast(findDirectives);

/** The same directives with the blocks they go to, which the table knows. */
const withContexts = memoizeLast(
  (
    directives: readonly InjectedDirective[],
    { base }: Catalog,
    table: NginxTable,
  ): readonly InjectedDirective[] =>
    directives.map((each) => ({ ...each, context: table.contextOf(each.prefix, base) })),
);

function findDirectives(unit: ConfigUnit, reading: Reading, catalog: Catalog): readonly InjectedDirective[] {
  if (!mayInject(unit)) return [];
  return unit.assignments.flatMap((assignment) => {
    const { property, writtenValue: text } = assignment;
    if (!property.startsWith("nginx_") || assignment.opaque !== undefined || mentionsVault(text)) return [];
    const namespace = catalog.dynamicPrefixOf(property);
    if (namespace === undefined || !namespace.injects) return [];
    if (catalog.deprecatedPrefixes.some(({ prefix }) => property.startsWith(prefix))) return [];
    const name = property.slice(namespace.prefix.length);
    const isRead = reading.properties.get(property)?.provenance;
    if (isRead?.kind !== "assignment" || isRead.assignment !== assignment) return [];
    // A name that is not in uppercase has no value: Kong refuses it, or ignores it.
    if (assignment.channel === "environment" && /[a-z]/.test(assignment.variable)) return [];
    if (isLeftOut(property, reading)) return [];
    if (namespace.ignore.includes(name) || text === "" || text === "NONE") return [];
    const read = reading.text(property);
    if (read !== text && Number(read) !== Number(text)) return [];
    const { prefix } = namespace;
    const { nameSpan } = assignment;
    const named = {
      assignment,
      prefix,
      name,
      at: nameSpan,
      isNamed: true,
      context: undefined,
      value: nginxArguments(text),
    };
    const later = laterStatements(text).map(({ name: { text: word, span }, value }) => {
      const at = valueSpan(assignment, span.start, span.end);
      return { assignment, prefix, name: word, at, isNamed: false, context: undefined, value };
    });
    return [named, ...later];
  });
}
