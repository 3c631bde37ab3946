import { expect, test } from "vitest";
import { knownReleases } from "../../schemas/catalog.ts";
import { formatRelease } from "../../schemas/release.ts";
import { CheckContext } from "../../server/loader/check/check-context.ts";
import type { CrossCheck } from "../../server/loader/check/cross-check.ts";
import { defaultHost } from "../../server/loader/host-environment.ts";
import { LoadedValues } from "../../server/loader/loaded-values.ts";
import { type LoaderModel, loaderModel } from "../../server/loader/model.ts";
import type { PropertyReading } from "../../server/loader/reading.ts";

/** Values that remember which of them were asked for. */
class WatchedValues extends LoadedValues {
  readonly asked = new Set<string>();

  override get(name: string): PropertyReading | undefined {
    this.asked.add(name);
    return super.get(name);
  }
}

/** What keeps a check from being left out where nothing that it reads is written. */
function reasonsToRun(check: CrossCheck, model: LoaderModel): readonly string[] {
  const values = new WatchedValues(model.defaults);
  const paths: string[] = [];
  const exists = (path: string) => paths.push(path) > 0;
  const context = new CheckContext(model, values, { ...defaultHost, exists }, []);
  check.run(context);
  return [
    ...[...values.asked].filter((name) => !check.reads.includes(name)).map((name) => `asks for ${name}`),
    ...[...values.changed.keys()].map((name) => `changes ${name}`),
    ...context.notes.map(({ property }) => `refuses ${property}`),
    ...context.warnings.map(({ property }) => `warns of ${property}`),
    ...paths.map((path) => `looks for ${path}`),
  ];
}

test("a check that is left out where nothing that it reads is written would do nothing there", () => {
  const wrong = knownReleases().flatMap((release) => {
    const model = loaderModel(release);
    const { together, afterwards, nodes } = model.crossChecks;
    return [...together, ...afterwards, ...nodes]
      .filter(({ always }) => always !== true)
      .flatMap((check) => reasonsToRun(check, model))
      .map((reason) => `${formatRelease(release)} ${reason}`);
  });
  expect(wrong).toEqual([]);
});
