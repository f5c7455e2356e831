/** The way to a person: a link, and the short code that they know us by. */
export interface Route {
  readonly link: string;
  readonly shortCode: string;
}

/** A link, as far as routes need it. */
export interface RouteLink {
  readonly name: string;
  readonly shortCodes: readonly string[];
  /** Carriers whose numbers it is the first choice for. */
  readonly carriers?: readonly string[];
}

/**
 * The way a message goes: the one known, as long as that link is there, else the default one. The carrier is a hint, for
 * numbers are portable. Where no link is known at all, the way that is; `undefined` where there is none.
 */
export type FindRoute = (known: Route | undefined, carrier?: string) => Route | undefined;

/**
 * Finds ways by the links there are, in their order: the first of the carrier's, else the first. A short code that the
 * person knows is kept where the link has it.
 */
export function routesBy(links: readonly RouteLink[]): FindRoute {
  const names = new Set(links.map(({ name }) => name));
  return (known, carrier) => {
    if (known !== undefined && (names.size === 0 || names.has(known.link))) return known;
    const ofCarrier = links.find(({ carriers = [] }) => carrier !== undefined && carriers.includes(carrier));
    const link = ofCarrier ?? links[0];
    const shortCode = link?.shortCodes.find((code) => code === known?.shortCode) ?? link?.shortCodes[0];
    return link === undefined || shortCode === undefined ? undefined : { link: link.name, shortCode };
  };
}
