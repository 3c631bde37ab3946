import { namedRelease } from "../../../schemas/named-release.ts";
import type { Edition, Release } from "../../../schemas/release.ts";
import type { Surroundings } from "../format.ts";
import { type ImageName, parseImageName, shortRepository } from "./image-name.ts";

/** Images of Kong Gateway that others build from. */
const OFFICIAL: readonly (readonly [RegExp, Edition])[] = [
  [/^kong$/, "oss"],
  [/^kong\/kong$/, "oss"],
  [/^kong\/kong-gateway(?:-[a-z]+)?$/, "enterprise"],
  [/^kong-docker-kong-(?:enterprise-edition|gateway)(?:-[a-z-]+)?\.bintray\.io\/[\w-]+$/, "enterprise"],
  [/^(?:.+\/)?kong-enterprise-edition$/, "enterprise"],
];
/** They set variables of their own in their entrypoint, and so are not closed. */
const BITNAMI = /^(?:bitnami|bitnamilegacy)\/kong$/;

/** Products around Kong whose images have `kong` in their names and are no gateway. */
const OTHER_PRODUCTS =
  /(?:^|[/_-])(?:konga|deck|kubernetes-ingress-controller|ingress-controller|gateway-operator|kong-?dashboard|kong-dash|brain|immunity|kong-brain-immunity|kongctl|mesh|kuma|insomnia|httpbin|mockbin|konnect|pongo|keycloak|postgres|prometheus|migrate-to)(?:[/_-]|$)/;

/** What is known of an image by its name. */
export interface KongImage {
  /** `official`: Kong's own, which sets no setting; `bitnami`; `own`: somebody's, built on Kong. */
  readonly kind: "official" | "bitnami" | "own";
  readonly name: ImageName;
  readonly release: Release | undefined;
  /** Variables that the image sets; undefined: unknown. */
  readonly environment: ReadonlyMap<string, string> | undefined;
}

/** The version that a tag tells: suffixes such as `-alpine` fall off. A lone number is often a port by mistake. */
const VERSION_TAG = /^v?(\d+\.\d+(?:\.\d+){0,2})(?:[-_+].*)?$/;

/**
 * The image of Kong that a name means; undefined for images of something else.
 * @param own images that settings describe
 */
export function kongImage(text: string, own: Surroundings["images"] = []): KongImage | undefined {
  const name = parseImageName(text);
  const described = (own ?? []).find(({ pattern }) => matches(pattern, text.trim(), name));
  if (described !== undefined) {
    const release =
      described.release === undefined ? releaseOfTag(name.tag, undefined) : namedRelease(described.release);
    return { kind: "own", name, release, environment: described.environment };
  }
  const repository = shortRepository(name.repository).toLowerCase();
  const official = OFFICIAL.find(([pattern]) => pattern.test(repository));
  if (official !== undefined)
    return { kind: "official", name, release: releaseOfTag(name.tag, official[1]), environment: new Map() };
  if (BITNAMI.test(repository))
    return { kind: "bitnami", name, release: releaseOfTag(name.tag, "oss"), environment: undefined };
  return looksLikeKong(repository)
    ? { kind: "own", name, release: releaseOfTag(name.tag, undefined), environment: undefined }
    : undefined;
}

/** Whether somebody's own image is named like a gateway: `acme/kong`, `registry.example.com/kong-oidc`. */
function looksLikeKong(repository: string): boolean {
  const last = repository.slice(repository.lastIndexOf("/") + 1);
  return /(?:^|[-_.])kong(?:$|[-_.])/.test(last) && !OTHER_PRODUCTS.test(repository);
}

/** Whether an image is known to run something else, whatever variables it is given. */
export function isOtherProduct(text: string): boolean {
  const repository = shortRepository(parseImageName(text).repository).toLowerCase();
  return OTHER_PRODUCTS.test(repository) || (!repository.includes("/") && !repository.includes("kong"));
}

/**
 * The release that a tag tells.
 * @param edition that of the repository. An own image tells none: four numbers are of Enterprise, and of three the facts decide.
 */
export function releaseOfTag(tag: string | undefined, edition: Edition | undefined): Release | undefined {
  const version = tag === undefined ? undefined : VERSION_TAG.exec(tag)?.[1];
  if (version === undefined) return undefined;
  const release = edition === undefined ? namedRelease(version) : namedRelease(version, edition);
  return release === undefined ? undefined : { edition: release.edition, version: release.version };
}

function matches(pattern: string, text: string, { repository }: ImageName): boolean {
  const expression = new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  );
  return expression.test(text) || expression.test(repository);
}
