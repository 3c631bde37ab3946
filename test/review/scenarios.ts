import { gitHubStory } from "./github-scenario.ts";
import { gitLabStory } from "./gitlab-scenario.ts";
import type { Scenario } from "./scenario.ts";

/** The life cycle is the same at every provider; each test of it runs at all of them. */
export const STORIES: readonly (readonly [name: string, start: () => Promise<Scenario>])[] = [
  ["GitHub", gitHubStory],
  ["GitLab", gitLabStory],
];
