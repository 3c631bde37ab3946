import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Dependency } from "../../model/deployment.ts";
import { entriesOf } from "../yaml/entries.ts";
import { dereference, keyText } from "../yaml/tree.ts";
import type { ServiceDefinition } from "./definition.ts";
import { type ComposeRun, locationOf, textOfNode } from "./scalars.ts";

/** What `depends_on` names: a list of services, or a map with a condition for each. */
export function readDependencies({ lists }: ServiceDefinition, run: ComposeRun): readonly Dependency[] {
  return (lists.get("depends_on") ?? []).flatMap(({ file, node }) => {
    if (node.kind === "sequence")
      return node.items.flatMap((item): Dependency[] => {
        const name = keyText(item.value);
        return name === undefined
          ? []
          : [{ name, condition: "started", at: locationOf(file, dereference(item.value)) }];
      });
    if (node.kind !== "mapping") return [];
    return entriesOf(node).entries.map(({ key, pair }): Dependency => {
      const settings = dereference(pair.value);
      const written =
        settings.kind === "mapping"
          ? entriesOf(settings).entries.find((entry) => entry.key === "condition")
          : undefined;
      const condition =
        written === undefined ? undefined : textOfNode(run, file, dereference(written.pair.value));
      return {
        name: key,
        condition: CONDITIONS[condition ?? ""] ?? "started",
        at: locationOf(file, pair.key),
      };
    });
  });
}

const CONDITIONS: Readonly<Record<string, Dependency["condition"]>> = wordTable({
  service_healthy: "healthy",
  service_completed_successfully: "completed",
});
