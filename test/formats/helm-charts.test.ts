import { describe, expect, it } from "vitest";
import { helmCalls } from "../../server/formats/helm/calls.ts";
import { link, unitIn, variables } from "./project.ts";

const CHART = (name: string, more = "", version = "0.1.0") =>
  `apiVersion: v2\nname: ${name}\nversion: ${version}\n${more}`;
const DEPENDENCY = (name: string, version: string, repository: string, more = "") =>
  `- name: ${name}\n  version: ${version}\n  repository: "${repository}"\n${more}`;
const KONGS = "https://charts.konghq.com";
const OWN_VALUES = `kong:
  image: {repository: acme/kong-oidc, tag: "3.4"}
  admin:
    enabled: true
    service: {type: ClusterIP}
  env:
    database: postgres
    adminGuiUrl: https://m.example.com
`;
const SUPABASE = 'kong:\n  image: {repository: kong, tag: 2.8.1}\n  environment: {KONG_DATABASE: "off"}\n';
const WHOLE =
  'image: {repository: kong, tag: "3.4"}\nenv: {pg_host: db, database: postgres}\nadmin: {enabled: true}\n';
const INSIDE = "kong:\n  env: {pg_host: db}\n";

const ids = (texts: Readonly<Record<string, string>>, surroundings = {}): readonly string[] =>
  link(texts, surroundings).linked.units.map(({ id }) => id);

describe("values of somebody else's chart are not read", () => {
  it.each([
    ["of a chart without one of Kong's", { "values.yaml": OWN_VALUES, "Chart.yaml": CHART("acme") }],
    ["of such a chart, for one place", { "prod.yaml": OWN_VALUES, "Chart.yaml": CHART("acme") }],
    ["of such a chart, named for Kong", { "kong-values.yaml": INSIDE, "Chart.yaml": CHART("acme") }],
    [
      "of such a chart, in a folder",
      { "shop/env/prod-values.yaml": INSIDE, "shop/Chart.yaml": CHART("acme") },
    ],
    ["where nothing names the chart", { "values.yaml": OWN_VALUES }],
    ["of Supabase", { "supabase-values.yaml": SUPABASE }],
    ["with both maps", { "values.yaml": SUPABASE.replace("  env", '  env: {database: "off"}\n  env') }],
    ["of a chart `kong` of one's own", { "values.yaml": WHOLE, "Chart.yaml": CHART("kong") }],
    [
      "of a chart `kong` with templates of its own",
      { "values.yaml": WHOLE, "Chart.yaml": CHART("kong", "", "2.38.0"), "templates/deployment.yaml": "" },
    ],
    [
      "of a chart `kong` beside it",
      {
        "values.yaml": INSIDE,
        "Chart.yaml": CHART("shop", `dependencies:\n${DEPENDENCY("kong", "0.1.0", "file://./charts/kong")}`),
        "charts/kong/Chart.yaml": CHART("kong"),
        "charts/kong/templates/deployment.yaml": "",
      },
    ],
    [
      "of a chart `kong` that is not there",
      {
        "values.yaml": INSIDE,
        "Chart.yaml": CHART("shop", `dependencies:\n${DEPENDENCY("kong", "0.1.0", "file://../kong")}`),
      },
    ],
    [
      "of a chart `kong` with a version that Kong's never had",
      {
        "values.yaml": INSIDE,
        "Chart.yaml": CHART(
          "shop",
          `dependencies:\n${DEPENDENCY("kong", "0.1.0", "https://charts.example.com")}`,
        ),
      },
    ],
    ["of a chart `ingress` of one's own", { "values.yaml": INSIDE, "Chart.yaml": CHART("ingress") }],
  ])("%s", (_, texts) => {
    expect(ids(texts)).toEqual([]);
  });

  it.each([
    ["a call of Helm", SUPABASE.replace("environment", "env"), { chart: "supabase" }],
    ["a call of Helm, beside a chart of Kong's shape", WHOLE, { chart: "gateway 1.0.0" }],
  ])("whose chart %s names", (_, text, surroundings) => {
    expect(ids({ "values.yaml": text }, surroundings)).toEqual([]);
  });

  const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);
  const FLUX = (chart: string, values: string, source = "charts") =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: x}\nspec:\n  chart:\n    spec:\n      chart: ${chart}\n      sourceRef: {kind: HelmRepository, name: ${source}}\n  values:\n${indented(values, "    ")}`;
  const ARGO = (chart: string, values: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: x}\nspec:\n  source:\n    chart: ${chart}\n    repoURL: https://charts.example.com\n    targetRevision: 1.0.0\n    helm:\n      values: |\n${indented(values, "        ")}`;
  const K3S = (chart: string, values: string) =>
    `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: x}\nspec:\n  chart: ${chart}\n  valuesContent: |\n${indented(values, "    ")}`;

  it.each([
    ["Flux", FLUX("supabase", SUPABASE)],
    ["Flux, with nothing foreign in it", FLUX("shop", INSIDE)],
    ["Flux, of another repository", FLUX("kong", "env: {pg_host: db}\n", "bitnami")],
    ["Argo CD", ARGO("supabase", SUPABASE)],
    ["Argo CD, with nothing foreign in it", ARGO("shop", INSIDE)],
    ["the controller of k3s", K3S("supabase", SUPABASE)],
    ["an archive", K3S("https://charts.example.com/supabase-0.1.3.tgz", INSIDE)],
  ])("whose chart %s names", (_, text) => {
    expect(ids({ "release.yaml": text })).toEqual([]);
  });

  it.each([
    ["Flux", FLUX("kong", "env: {pg_host: db}\n")],
    ["Argo CD", ARGO("kong", "env: {pg_host: db}\n")],
    ["k3s", K3S("oci://registry.example.com/kong", "env: {pg_host: db}\n")],
    ["an archive", K3S("https://charts.konghq.com/kong-2.38.0.tgz", "env: {pg_host: db}\n")],
    ["a path of a repository", FLUX("./charts/shop", INSIDE)],
  ])("while those of Kong's are: %s", (_, text) => {
    expect(variables(link({ "release.yaml": text }))).toMatchObject({ KONG_PG_HOST: "db" });
  });
});

it.each([
  ["supabase/supabase", "supabase/supabase"],
  ["shop --repo https://charts.example.com", "https://charts.example.com/shop"],
  ["oci://registry.example.com/shop", "oci://registry.example.com/shop"],
  ["kong/kong", "kong"],
  ["bitnami/kong", "bitnami/kong"],
  ["./shop", undefined],
  ["charts/shop", undefined],
  ["shop", undefined],
  ['"$CHART"', undefined],
])("a call of Helm names its chart: %s", (reference, chart) => {
  const calls = helmCalls.callsIn("install.sh", `helm install x ${reference} -f values.yaml\n`);
  expect(calls.map((call) => call.chart)).toEqual([chart]);
});

describe("values of Kong's charts are read", () => {
  const dependencies = (...items: readonly string[]) => CHART("shop", `dependencies:\n${items.join("")}`);

  it.each([
    ["a repository", dependencies(DEPENDENCY("kong", "2.38.0", KONGS))],
    ["a registry", dependencies(DEPENDENCY("kong", "2.38.0", "oci://registry.example.com/mirror"))],
    ["a repository with a name", dependencies(DEPENDENCY("kong", "^2.38", "@kong"))],
    ["nothing but the name", dependencies(DEPENDENCY("kong", "~2.38", ""))],
    ["an old repository", dependencies(DEPENDENCY("kong", "0.30.0", "https://charts.helm.sh/stable"))],
  ])("in a chart that depends on Kong's by %s", (_, chart) => {
    expect(variables(link({ "values.yaml": INSIDE, "Chart.yaml": chart }), "kong")).toMatchObject({
      KONG_PG_HOST: "db",
    });
  });

  it("in a chart for Helm 2, whose dependencies are in a file of their own", () => {
    const texts = {
      "values.yaml": INSIDE,
      "Chart.yaml": CHART("shop"),
      "requirements.yaml": `dependencies:\n${DEPENDENCY("kong", ">=1.0.0", KONGS)}`,
      "requirements.lock": `dependencies:\n${DEPENDENCY("kong", "1.15.0", KONGS)}`,
    };
    expect(unitIn(link(texts), "kong").release?.release.version).toBe("2.3");
  });

  it("in a chart that depends on one beside it, which depends on Kong's", () => {
    const texts = {
      "top/values.yaml": `shop:\n  edge:\n    env: {pg_host: db}\n`,
      "top/Chart.yaml": CHART("top", `dependencies:\n${DEPENDENCY("shop", "0.1.0", "file://../shop/")}`),
      "shop/Chart.yaml": dependencies(DEPENDENCY("kong", "2.16.0", KONGS, "  alias: edge\n")),
    };
    const project = link(texts);
    expect(variables(project, "shop.edge")).toMatchObject({ KONG_PG_HOST: "db" });
    expect(unitIn(project, "shop.edge").draws).toEqual([
      "top/values.yaml",
      "top/Chart.yaml",
      "shop/Chart.yaml",
    ]);
  });

  it.each([
    ["a folder", { "charts/kong/Chart.yaml": CHART("kong", `home: https://konghq.com/\n`, "2.38.0") }],
    ["an archive", { "charts/kong-2.38.0.tgz": "" }],
  ])("in a chart that has Kong's in %s", (_, more) => {
    const project = link({ "values.yaml": INSIDE, "Chart.yaml": CHART("shop"), ...more });
    expect(unitIn(project, "kong").release?.release.version).toBe("3.6");
  });

  it("in the repository of the chart itself, also as a copy", () => {
    const texts = {
      "values.yaml": WHOLE,
      "Chart.yaml": CHART("kong", "home: https://konghq.com/\n", "3.4.1"),
      "templates/service-kong-proxy.yaml": "",
      "templates/deployment.yaml": "",
    };
    expect(variables(link(texts))).toMatchObject({ KONG_PG_HOST: "db" });
  });

  it("beside somebody's chart, by their name and their shape", () => {
    expect(ids({ "kong-values.yaml": WHOLE, "Chart.yaml": CHART("acme") })).toEqual([""]);
    expect(ids({ "shop/kong/values.yaml": WHOLE, "shop/Chart.yaml": CHART("acme") })).toEqual([""]);
  });

  it("with keys that the chart does not have, where others are its own", () => {
    const typo =
      "ingressController: {enabled: true}\nproxy: {type: ClusterIP}\nenvironment: {database: postgres}\n";
    expect(link({ "values.yaml": typo }).linked.problems.map(({ kind }) => kind)).toEqual(["ignored"]);
  });

  it("two charts that depend on each other end", () => {
    const round = (other: string) =>
      CHART("x", `dependencies:\n${DEPENDENCY("x", "0.1.0", `file://../${other}`)}`);
    expect(ids({ "a/values.yaml": INSIDE, "a/Chart.yaml": round("b"), "b/Chart.yaml": round("a") })).toEqual(
      [],
    );
  });
});
