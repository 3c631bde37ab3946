import type { BundledPackage } from "./bundled-packages.ts";
import { manifest } from "./project.ts";

/** A bill of materials, CycloneDX 1.6: this package and the packages that are bundled into it. */
export function sbom(packages: readonly BundledPackage[], commit: string | undefined): object {
  const self = purl(manifest.name, manifest.version);
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        "bom-ref": self,
        type: "application",
        name: manifest.name,
        version: manifest.version,
        description: manifest.description,
        licenses: licenses(manifest.license),
        purl: self,
        externalReferences: [
          { type: "vcs", url: manifest.repository.url.replace(/^git\+/, "") },
          { type: "website", url: manifest.homepage },
        ],
        ...(commit === undefined ? {} : { properties: [{ name: "kong-lint:commit", value: commit }] }),
      },
    },
    components: packages.map(component),
    dependencies: [
      { ref: self, dependsOn: packages.map(({ name, version }) => purl(name, version)) },
      ...packages.map(({ name, version }) => ({ ref: purl(name, version) })),
    ],
  };
}

function component({ name, version, license, homepage, integrity }: BundledPackage): object {
  const [, group, base] = /^(?:(@[^/]+)\/)?(.+)$/.exec(name) ?? [];
  return {
    "bom-ref": purl(name, version),
    type: "library",
    ...(group === undefined ? {} : { group }),
    name: base,
    version,
    ...hashes(integrity),
    licenses: licenses(license),
    purl: purl(name, version),
    ...(homepage ? { externalReferences: [{ type: "website", url: homepage }] } : {}),
  };
}

function hashes(integrity: string | undefined): object {
  const base64 = /^sha512-(.+)$/.exec(integrity ?? "")?.[1];
  if (base64 === undefined) return {};
  return { hashes: [{ alg: "SHA-512", content: Buffer.from(base64, "base64").toString("hex") }] };
}

function licenses(expression: string): readonly object[] {
  return /^[\w.-]+$/.test(expression) ? [{ license: { id: expression } }] : [{ expression }];
}

/** The address of an npm package in the package-url format. */
function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}
