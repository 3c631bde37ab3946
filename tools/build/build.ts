/** `npm run build`: makes `dist/`, every program of the project, bundled, without runtime dependencies. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildAction } from "./action.ts";
import { bundledPackages } from "./bundled-packages.ts";
import { BUNDLES } from "./bundles.ts";
import { buildExtension } from "./extension.ts";
import { buildLauncher } from "./launcher.ts";
import { noticesText } from "./notices.ts";
import { thisVersion } from "./program-version.ts";
import { buildPrograms } from "./programs.ts";
import { builtFiles, dist } from "./project.ts";
import { publicTypes } from "./public-types.ts";
import { sbom } from "./sbom.ts";

const programs = await buildPrograms();
const launcher = await buildLauncher(
  Object.fromEntries(BUNDLES.map((name) => [name, programs.files.get(`${name}.cjs`) ?? ""])),
);
const all = [programs, launcher, await buildAction(), ...(await buildExtension())];

for (const name of builtFiles()) rmSync(join(dist, name), { recursive: true, force: true });
for (const { files } of all) for (const [name, content] of files) write(name, content);
write("index.d.cts", await publicTypes());
const packages = bundledPackages(all.map(({ metafile }) => metafile));
write("THIRD-PARTY-NOTICES.txt", noticesText(packages));
write("sbom.cdx.json", `${JSON.stringify(sbom(packages, thisVersion().commit), undefined, 2)}\n`);
chmodSync(join(dist, "kong-lint.cjs"), 0o755);

function write(name: string, content: string): void {
  const path = join(dist, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
