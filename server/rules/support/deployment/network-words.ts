import type { Deployment } from "../../../model/deployment.ts";

/** What decides who reaches a container at its own address. */
export interface NetworkWords {
  /** What the listener has every interface of. */
  readonly holder: string;
  /** Who can try, and who controls Kong where nothing guards it. */
  readonly tries: string;
  readonly controls: string;
  readonly advice: string;
}

/**
 * What to say of a listener on every interface of a container; undefined where nothing is known of its network beside the address.
 * @param ports for people: `port 8001`
 */
export function networkWords(deployment: Deployment | undefined, ports: string): NetworkWords | undefined {
  if (deployment?.network !== "own") return undefined;
  switch (deployment.platform) {
    case "cluster":
      return {
        holder: "its pod",
        tries: "every pod of the cluster can try",
        controls: "Every pod of the cluster reaches it and so controls Kong.",
        advice:
          "Bind `127.0.0.1` if only containers of the same pod use it; otherwise name those who may connect in a NetworkPolicy.",
      };
    case "tasks":
      return {
        holder: "its task",
        tries: "everyone whom the security group lets in can try",
        controls: "Everyone whom the security group lets in controls Kong.",
        advice: `Bind \`127.0.0.1\` if only containers of the same task use it; otherwise the security group must not let ${ports} in.`,
      };
    case "nodes":
      return {
        holder: "its container",
        tries: "the other containers of its node can try",
        controls: "The other containers of its node reach it and so control Kong.",
        advice: "Bind `127.0.0.1` if nothing but its own group uses it.",
      };
    default:
      return undefined;
  }
}
