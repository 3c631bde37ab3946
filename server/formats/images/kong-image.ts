import { namedRelease } from "../../../schemas/named-release.ts";
import { compareVersions, type Edition, type Release } from "../../../schemas/release.ts";
import type { TagOwner, ToldRelease } from "../../model/config-unit.ts";
import type { Surroundings } from "../../model/format.ts";
import type { Location } from "../../model/location.ts";
import { type ImageName, parseImageName, shortRepository } from "./image-name.ts";

/** Who built an image, which says what its entrypoint does. */
export type ImageMaker = "kong" | "bitnami" | "own";

/** What the reference of an image tells. */
export interface KongImage {
  readonly name: ImageName;
  readonly maker: ImageMaker;
  /** Whether it runs Kong Gateway; undefined: an image of somebody else, which may. */
  readonly isKong: boolean | undefined;
  readonly release: Release | undefined;
  readonly tagOwner: TagOwner;
  /** Variables that the image sets and Kong reads; undefined: not known. */
  readonly environment: ReadonlyMap<string, string> | undefined;
}

/** Images of Kong Gateway by their repository, mirrors in other registries included. */
const OFFICIAL: readonly (readonly [RegExp, Edition | undefined])[] = [
  [/^kong(?:\/kong)?$/, "oss"],
  [
    /(?:^|\/)(?:kong-gateway(?:-dev)?|kong-enterprise(?:-edition)?(?:-docker)?|kong-ee|kong-enterprise-k8s)$/,
    "enterprise",
  ],
  [/^kong\/kong-gateway-[a-z]+$/, "enterprise"],
  [/\/kong$/, undefined],
];
/** Its entrypoint sets variables of its own. */
const BITNAMI = /(?:^|\/)bitnami(?:legacy)?\/kong$/;

/** Products around Kong whose images have `kong` in their names and are no gateway. */
const OTHER_PRODUCTS =
  /(?:^|[/_-])(?:konga|deck|kubernetes-ingress-controller|ingress-controller|event-gateway|gateway-operator|operator|kong-?dashboard|kong-dash|brain|immunity|kong-brain-immunity|kongctl|kong-?mesh|mesh|kuma|insomnia|httpbin|mockbin|konnect|pongo|build-tools|fpm|kong-?map|kong-?admin-?ui|exporter|openresty|keycloak|postgres|prometheus|migrate-to)(?:[/_-]|$)/;
/** An image of somebody else that is named like a gateway: `acme/kong-oidc`. */
const NAMED_LIKE_KONG = /(?:^|[-_.])kong(?:$|[-_.])/;

/**
 * What the reference of an image tells: by its repository who built it, by its tag the release. Suffixes of the operating system and
 * of builds fall off; a digest, `latest` and no tag tell no release.
 * @param own images that settings describe
 */
export function readKongImage(reference: string, own: Surroundings["images"] = []): KongImage {
  const name = parseImageName(reference);
  const described = own?.find(({ pattern }) => matches(pattern, reference.trim(), name));
  if (described !== undefined) {
    const release =
      described.release === undefined ? releaseOfTag(name.tag, undefined) : namedRelease(described.release);
    return {
      name,
      maker: "own",
      isKong: true,
      release,
      // Whoever describes an image says of its tags that they are Kong's.
      tagOwner: "kong",
      environment: described.environment,
    };
  }
  const repository = shortRepository(name.repository);
  const unknown: KongImage = {
    name,
    maker: "own",
    isKong: undefined,
    release: undefined,
    tagOwner: "other",
    environment: undefined,
  };
  // Docker refuses capitals and other signs, so such a word was meant to be something else.
  if (!/^[a-z0-9][a-z0-9._/:-]*$/.test(repository)) return unknown;
  if (BITNAMI.test(repository))
    return {
      ...unknown,
      maker: "bitnami",
      isKong: true,
      release: releaseOfTag(name.tag, "oss"),
      tagOwner: "kong",
    };
  if (OTHER_PRODUCTS.test(repository)) return { ...unknown, isKong: false };
  const official = officialOf(repository);
  if (official !== undefined)
    return {
      name,
      maker: "kong",
      isKong: true,
      release: releaseOfTag(name.tag, official[1]),
      tagOwner: official[1] === undefined ? "namesake" : "kong",
      // A mirror may be an image built on Kong.
      environment: official[1] === undefined ? undefined : NOTHING,
    };
  const last = repository.slice(repository.lastIndexOf("/") + 1);
  return NAMED_LIKE_KONG.test(last)
    ? { ...unknown, isKong: true, release: releaseOfTag(name.tag, undefined) }
    : unknown;
}

/**
 * The release that an image tells.
 * @param at the reference of the image
 */
export function toldByImage(
  image: KongImage | undefined,
  at: Location | undefined,
  certainty: ToldRelease["certainty"] = "said",
): ToldRelease | undefined {
  if (image?.release === undefined) return undefined;
  const { release, tagOwner } = image;
  return { release, certainty, at, ...(tagOwner === "kong" ? {} : { tagOwner }) };
}

function officialOf(repository: string): (typeof OFFICIAL)[number] | undefined {
  return OFFICIAL.find(([pattern]) => pattern.test(repository));
}

const NOTHING: ReadonlyMap<string, string> = new Map([]);

/** Whether an image is Kong's own, so that its files are those of the release. */
export function isStockImage({ maker, environment }: KongImage): boolean {
  return maker === "kong" && environment !== undefined;
}

/** The edition of an image of Kong's own whose tag is that of the newest release at any time; undefined for all others. */
export function editionOfNewest(image: KongImage): Edition | undefined {
  const { tag = "latest", digest, repository } = image.name;
  if (!isStockImage(image) || digest !== undefined || !/^latest(?:-[a-z]+)?$/.test(tag)) return undefined;
  return officialOf(shortRepository(repository))?.[1];
}

/**
 * The user as which an image of Kong's own starts processes: `kong` since 1.5.1, and since 2.1 of Enterprise. Without a release it is one
 * of today's.
 */
export function userOfStockImage({ release }: KongImage): string | undefined {
  if (release === undefined) return "kong";
  const since = release.edition === "oss" ? "1.5.1" : "2.1";
  return compareVersions(release.version, since) >= 0 ? "kong" : undefined;
}

/** The image of Kong's own that has a release. */
export function imageOfRelease({ edition, version }: Release): string {
  return `${edition === "oss" ? "kong" : "kong/kong-gateway"}:${version}`;
}

/** Whether an image is one of Docker's own library, which holds one other image of Kong: `kong`. */
export function isOfLibrary({ name }: KongImage): boolean {
  return !shortRepository(name.repository).includes("/") && !name.repository.includes("kong");
}

/** The version that a tag tells: suffixes of systems and builds fall off. A lone number is often a port by mistake. */
const VERSION_TAG = /^v?(\d+\.\d+(?:\.\d+){0,2})(?:[-_+].*)?$/;

/** There is no image of an earlier Kong. */
const OLDEST = "0.3";

/**
 * The release that a tag tells.
 * @param edition that of the repository. An own image tells none: four numbers are of Enterprise, and of three the facts decide.
 */
export function releaseOfTag(tag: string | undefined, edition: Edition | undefined): Release | undefined {
  const version = tag === undefined ? undefined : VERSION_TAG.exec(tag)?.[1];
  // An image of one's own may count from the start.
  if (version === undefined || compareVersions(version, OLDEST) < 0) return undefined;
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
